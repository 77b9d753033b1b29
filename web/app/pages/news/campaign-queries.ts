import { graphql, type ResultOf } from '../../api/graphql';

const refusals = graphql(`
  fragment CampaignRefusals on UserError @_unmask {
    code
    message
    nextStep
  }
`);

export const campaignsDeskQuery = graphql(`
  query CampaignsDesk($organizationId: ID, $ofNetwork: Boolean, $after: Cursor) {
    campaigns(organizationId: $organizationId, ofNetwork: $ofNetwork, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          version
          kind
          state
          startsOn
          endsOn
          title
          titleTranslations {
            kk
            ru
            en
          }
          descriptionTranslations {
            kk
            ru
            en
          }
          event {
            id
          }
          sessions {
            id
            title
            hall
            startsAt
            endsAt
            shift {
              id
              state
              startsAt
              endsAt
              capacity
              held
              waitlisted
              available
            }
          }
        }
      }
    }
  }
`);

/** The years that forums can be parts of. */
export const yearsQuery = graphql(`
  query CampaignYears($after: Cursor) {
    campaigns(kind: YEAR, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          title
          state
        }
      }
    }
  }
`);

export const createCampaign = graphql(
  `
    mutation CreateCampaign($input: CreateCampaignInput!) {
      createCampaign(input: $input) {
        campaign {
          id
        }
        userErrors {
          ...CampaignRefusals
        }
      }
    }
  `,
  [refusals],
);

export const updateCampaign = graphql(
  `
    mutation UpdateCampaign($input: UpdateCampaignInput!) {
      updateCampaign(input: $input) {
        campaign {
          id
          version
        }
        userErrors {
          ...CampaignRefusals
        }
      }
    }
  `,
  [refusals],
);

export const addSession = graphql(
  `
    mutation AddSession($input: AddCampaignSessionInput!) {
      addCampaignSession(input: $input) {
        campaign {
          id
          version
        }
        userErrors {
          ...CampaignRefusals
        }
      }
    }
  `,
  [refusals],
);

export const removeSession = graphql(
  `
    mutation RemoveSession($input: RemoveCampaignSessionInput!) {
      removeCampaignSession(input: $input) {
        campaign {
          id
          version
        }
        userErrors {
          ...CampaignRefusals
        }
      }
    }
  `,
  [refusals],
);

export const publishCampaign = graphql(
  `
    mutation PublishCampaign($input: PublishCampaignInput!) {
      publishCampaign(input: $input) {
        campaign {
          id
          state
          version
        }
        userErrors {
          ...CampaignRefusals
        }
      }
    }
  `,
  [refusals],
);

export const withdrawCampaign = graphql(
  `
    mutation WithdrawCampaign($input: WithdrawCampaignInput!) {
      withdrawCampaign(input: $input) {
        campaign {
          id
          state
          version
        }
        userErrors {
          ...CampaignRefusals
        }
      }
    }
  `,
  [refusals],
);

type Edges<T extends { edges: unknown }> = NonNullable<NonNullable<T['edges'] extends readonly (infer E)[] | null ? E : never>>;

export type DeskCampaign = NonNullable<Edges<ResultOf<typeof campaignsDeskQuery>['campaigns']>['node']>;
