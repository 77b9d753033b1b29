import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment ResearchRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const createStudy = graphql(
  `
    mutation CreateStudy($input: CreateStudyInput!) {
      createStudy(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateInterview = graphql(
  `
    mutation UpdateInterview($input: UpdateInterviewInput!) {
      updateInterview(input: $input) {
        study {
          id
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const startStudy = graphql(
  `
    mutation StartStudy($input: StartStudyInput!) {
      startStudy(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const submitStudy = graphql(
  `
    mutation SubmitStudy($input: SubmitStudyInput!) {
      submitStudy(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const returnStudy = graphql(
  `
    mutation ReturnStudy($input: ReturnStudyInput!) {
      returnStudy(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const publishStudy = graphql(
  `
    mutation PublishStudy($input: PublishStudyInput!) {
      publishStudy(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const recordInterview = graphql(
  `
    mutation RecordInterview($input: RecordInterviewInput!) {
      recordInterview(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const addFinding = graphql(
  `
    mutation AddFinding($input: AddFindingInput!) {
      addFinding(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateFinding = graphql(
  `
    mutation UpdateFinding($input: UpdateFindingInput!) {
      updateFinding(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const fixStudyFigures = graphql(
  `
    mutation FixStudyFigures($input: FixStudyFiguresInput!) {
      fixStudyFigures(input: $input) {
        study {
          id
          state
          version
        }
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);

export const withdrawInterview = graphql(
  `
    mutation WithdrawInterview($input: WithdrawInterviewInput!) {
      withdrawInterview(input: $input) {
        withdrawnAt
        userErrors {
          ...ResearchRefusals
        }
      }
    }
  `,
  [refusals],
);
