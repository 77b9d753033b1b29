import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment MentoringRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const requestMentorship = graphql(
  `
    mutation RequestMentorship($input: RequestMentorshipInput!) {
      requestMentorship(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const proposeMentorship = graphql(
  `
    mutation ProposeMentorship($input: ProposeMentorshipInput!) {
      proposeMentorship(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const answerMentorshipRequest = graphql(
  `
    mutation AnswerMentorshipRequest($input: AnswerMentorshipRequestInput!) {
      answerMentorshipRequest(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const withdrawMentorshipRequest = graphql(
  `
    mutation WithdrawMentorshipRequest($input: WithdrawMentorshipRequestInput!) {
      withdrawMentorshipRequest(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const answerMentorshipProposal = graphql(
  `
    mutation AnswerMentorshipProposal($input: AnswerMentorshipProposalInput!) {
      answerMentorshipProposal(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const recordFirstMentorshipMeeting = graphql(
  `
    mutation RecordFirstMentorshipMeeting($input: RecordFirstMentorshipMeetingInput!) {
      recordFirstMentorshipMeeting(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const recordMentorshipMeeting = graphql(
  `
    mutation RecordMentorshipMeeting($input: RecordMentorshipMeetingInput!) {
      recordMentorshipMeeting(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const setMentorshipProgress = graphql(
  `
    mutation SetMentorshipProgress($input: SetMentorshipProgressInput!) {
      setMentorshipProgress(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const pauseMentorship = graphql(
  `
    mutation PauseMentorship($input: PauseMentorshipInput!) {
      pauseMentorship(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const resumeMentorship = graphql(
  `
    mutation ResumeMentorship($input: ResumeMentorshipInput!) {
      resumeMentorship(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);

export const completeMentorship = graphql(
  `
    mutation CompleteMentorship($input: CompleteMentorshipInput!) {
      completeMentorship(input: $input) {
        mentorship {
          id
          state
          version
        }
        userErrors {
          ...MentoringRefusals
        }
      }
    }
  `,
  [refusals],
);
