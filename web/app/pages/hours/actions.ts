import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment HourRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const declareHours = graphql(
  `
    mutation DeclareHours($input: DeclareHoursInput!) {
      declareHours(input: $input) {
        entries {
          id
          state
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);

export const verifyHours = graphql(
  `
    mutation VerifyHours($input: VerifyHoursInput!) {
      verifyHours(input: $input) {
        entries {
          id
          state
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);

export const rejectHours = graphql(
  `
    mutation RejectHours($input: RejectHoursInput!) {
      rejectHours(input: $input) {
        entries {
          id
          state
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);

export const correctHours = graphql(
  `
    mutation CorrectHours($input: CorrectHoursInput!) {
      correctHours(input: $input) {
        entries {
          id
          state
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);

export const disputeHours = graphql(
  `
    mutation DisputeHours($input: DisputeHoursInput!) {
      disputeHours(input: $input) {
        dispute {
          id
          state
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);

export const answerHourDispute = graphql(
  `
    mutation AnswerHourDispute($input: AnswerHourDisputeInput!) {
      answerHourDispute(input: $input) {
        dispute {
          id
          state
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);

export const rateEvent = graphql(
  `
    mutation RateEvent($input: RateEventInput!) {
      rateEvent(input: $input) {
        rating {
          stars
        }
        userErrors {
          ...HourRefusals
        }
      }
    }
  `,
  [refusals],
);
