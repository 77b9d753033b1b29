import { graphql } from '../../api/graphql';

export const sitesQuery = graphql(`
  query OrganizationSites($id: ID!) {
    node(id: $id) {
      __typename
      ... on Organization {
        id
        sites
      }
    }
  }
`);

export const setSites = graphql(`
  mutation SetOrganizationSites($input: SetOrganizationSitesInput!) {
    setOrganizationSites(input: $input) {
      organization {
        id
        sites
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);
