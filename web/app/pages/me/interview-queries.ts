import { graphql, type ResultOf } from '../../api/graphql';

export const interviewsQuery = graphql(`
  query MyInterviews {
    myInterviews {
      id
      number
      studyId
      question
      center
      heldOn
      consentVersion
      consentOn
      notes
      themes
      withdrawnAt
    }
  }
`);

export const withdrawInterview = graphql(`
  mutation WithdrawMyInterview($input: WithdrawInterviewInput!) {
    withdrawInterview(input: $input) {
      withdrawnAt
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export type Interview = ResultOf<typeof interviewsQuery>['myInterviews'][number];
