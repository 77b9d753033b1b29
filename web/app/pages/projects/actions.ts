import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment ProjectRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const applyForProject = graphql(
  `
    mutation ApplyForProject($input: ApplyForProjectInput!) {
      applyForProject(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const awardProject = graphql(
  `
    mutation AwardProject($input: AwardProjectInput!) {
      awardProject(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const rejectProject = graphql(
  `
    mutation RejectProject($input: RejectProjectInput!) {
      rejectProject(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const startProject = graphql(
  `
    mutation StartProject($input: StartProjectInput!) {
      startProject(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const terminateProject = graphql(
  `
    mutation TerminateProject($input: TerminateProjectInput!) {
      terminateProject(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const closeProject = graphql(
  `
    mutation CloseProject($input: CloseProjectInput!) {
      closeProject(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const declareIndicator = graphql(
  `
    mutation DeclareIndicator($input: DeclareIndicatorInput!) {
      declareIndicator(input: $input) {
        project {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const submitProjectReport = graphql(
  `
    mutation SubmitProjectReport($input: SubmitProjectReportInput!) {
      submitProjectReport(input: $input) {
        report {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const returnProjectReport = graphql(
  `
    mutation ReturnProjectReport($input: ReturnProjectReportInput!) {
      returnProjectReport(input: $input) {
        report {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const acceptProjectReport = graphql(
  `
    mutation AcceptProjectReport($input: AcceptProjectReportInput!) {
      acceptProjectReport(input: $input) {
        report {
          id
          state
          version
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);

export const setEventProject = graphql(
  `
    mutation SetEventProject($input: SetEventProjectInput!) {
      setEventProject(input: $input) {
        event {
          id
        }
        userErrors {
          ...ProjectRefusals
        }
      }
    }
  `,
  [refusals],
);
