import { graphql } from '../../api/graphql';
import { award } from './queries';

const refusals = graphql(`
  fragment CreditDeskRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

const pipeline = graphql(`
  fragment PipelineNumbers on CreditPipeline @_unmask {
    organization {
      id
      name
    }
    fiscalYear
    asOf
    byState {
      state
      awards
      overdue
      minutes
      amount
    }
    budget {
      id
      eventId
      money
      seats {
        id
        shiftId
        eventId
        version
        state
        capacity
        confirmed
        held
        waitlisted
        available
      }
    }
    committed
    paid
    freeMoney
    requests
  }
`);

export const pipelineNow = graphql(
  `
    query CreditPipeline($organizationId: ID!, $fiscalYear: Int!) {
      creditPipeline(organizationId: $organizationId, fiscalYear: $fiscalYear) {
        ...PipelineNumbers
      }
    }
  `,
  [pipeline],
);

export const pipelineLive = graphql(
  `
    subscription CreditPipelineLive($organizationId: ID!, $fiscalYear: Int!) {
      creditPipeline(organizationId: $organizationId, fiscalYear: $fiscalYear) {
        ...PipelineNumbers
      }
    }
  `,
  [pipeline],
);

export const awardsOf = graphql(
  `
    query AwardsOf($organizationId: ID!, $fiscalYear: Int!, $state: CreditAwardState, $overdue: Boolean, $after: ID) {
      creditPipeline(organizationId: $organizationId, fiscalYear: $fiscalYear) {
        organization {
          id
        }
        byState {
          state
          awards
          overdue
        }
        awards(state: $state, overdue: $overdue, first: 20, after: $after) {
          ...AwardLine
        }
      }
    }
  `,
  [award],
);

export const askingStudents = graphql(`
  query AskingStudents($organizationId: ID!, $after: ID) {
    creditPipeline(organizationId: $organizationId) {
      organization {
        id
      }
      requests
    }
    enrollments(organizationId: $organizationId, state: REQUESTED, first: 50, after: $after) {
      id
      givenName
      familyName
      studentNo
      fullTime
      state
    }
  }
`);

export const decideEnrollment = graphql(
  `
    mutation DecideEnrollment($input: DecideEnrollmentInput!) {
      decideEnrollment(input: $input) {
        enrollment {
          id
          state
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const confirmFromFile = graphql(
  `
    mutation ConfirmEnrollmentsFromFile($input: ConfirmEnrollmentsFromFileInput!) {
      confirmEnrollmentsFromFile(input: $input) {
        report {
          rows
          confirmed
          unchanged
          failed
          errors {
            line
            code
          }
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [refusals],
);

export const confirmAward = graphql(
  `
    mutation ConfirmCreditAward($input: ConfirmCreditAwardInput!) {
      confirmCreditAward(input: $input) {
        award {
          ...AwardLine
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [award, refusals],
);

export const approveAward = graphql(
  `
    mutation ApproveCreditAward($input: ApproveCreditAwardInput!) {
      approveCreditAward(input: $input) {
        award {
          ...AwardLine
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [award, refusals],
);

export const rejectAward = graphql(
  `
    mutation RejectCreditAward($input: RejectCreditAwardInput!) {
      rejectCreditAward(input: $input) {
        award {
          ...AwardLine
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [award, refusals],
);

export const reverseAward = graphql(
  `
    mutation ReverseCreditAward($input: ReverseCreditAwardInput!) {
      reverseCreditAward(input: $input) {
        award {
          ...AwardLine
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [award, refusals],
);

export const offsetCredits = graphql(
  `
    mutation OffsetCredits($input: OffsetCreditsInput!) {
      offsetCredits(input: $input) {
        award {
          ...AwardLine
        }
        userErrors {
          ...CreditDeskRefusals
        }
      }
    }
  `,
  [award, refusals],
);

/** The student whom a university confirmed with a number. */
export const studentOf = graphql(`
  query StudentOf($organizationId: ID!, $studentNo: String!) {
    enrollments(organizationId: $organizationId, state: CONFIRMED, studentNo: $studentNo, first: 1) {
      id
      givenName
      familyName
      studentNo
      validTo
    }
  }
`);
