import { graphql } from '../../api/graphql';

const refusals = graphql(`
  fragment CenterRefusals on UserError @_unmask {
    code
    message
    path
    nextStep
  }
`);

export const centerRequests = graphql(`
  query CenterRequests($after: Cursor) {
    centerRequests(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          version
          name
          description
          address
          kind
          legalForm
          bin
          website
          contactEmail
          contactPhone
          submittedAt
          homeRegion {
            id
            name
          }
          directions {
            id
            name
          }
        }
      }
    }
  }
`);

export const verifyOrganization = graphql(
  `
    mutation VerifyOrganization($input: VerifyOrganizationInput!) {
      verifyOrganization(input: $input) {
        organization {
          id
          status
        }
        userErrors {
          ...CenterRefusals
        }
      }
    }
  `,
  [refusals],
);

export const returnOrganization = graphql(
  `
    mutation ReturnOrganization($input: ReturnOrganizationInput!) {
      returnOrganization(input: $input) {
        organization {
          id
          status
        }
        userErrors {
          ...CenterRefusals
        }
      }
    }
  `,
  [refusals],
);
