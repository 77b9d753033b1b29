import { graphql } from '../../api/graphql';
import { eventCard } from '../../parts/event-card-fields';

export const organizationsQuery = graphql(`
  query Organizations($first: Int!, $after: Cursor, $search: String, $where: OrganizationWhereInput) {
    organizations(
      first: $first
      after: $after
      search: $search
      orderBy: [{ field: NAME, direction: ASC }]
      where: $where
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
          legalForm
          status
          directions {
            id
            name
          }
          regions {
            id
            shortName
          }
          supportCenters {
            id
            validTo
          }
        }
      }
    }
  }
`);

const comingEvents = graphql(
  `
    fragment ComingEvents on EventConnection @_unmask {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...EventCard
        }
      }
    }
  `,
  [eventCard],
);

/** More of the events that an organization has coming. */
export const moreComing = graphql(
  `
    query MoreComing($id: ID!, $now: DateTime!, $after: Cursor) {
      node(id: $id) {
        __typename
        ... on Organization {
          events(first: 12, after: $after, orderBy: [{ field: STARTS_AT, direction: ASC }], where: { endsAtGT: $now, state: PUBLISHED }) {
            ...ComingEvents
          }
        }
      }
    }
  `,
  [comingEvents],
);

export const organizationQuery = graphql(
  `
    query Organization($id: ID!, $now: DateTime!) {
      node(id: $id) {
        __typename
        ... on Organization {
          id
          name
          description
          address
          legalForm
          status
          website
          contactEmail
          contactPhone
          viewerFollows
          hours {
            minutes
          }
          memberships(first: 10) {
            edges {
              node {
                id
                status
              }
            }
          }
          parent {
            id
            name
          }
          homeRegion {
            id
            iso
            supportCenters {
              id
              validTo
              organization {
                id
                name
              }
            }
          }
          regions {
            id
            iso
            name
            supportCenters {
              id
              validTo
              organization {
                id
                name
              }
            }
          }
          directions {
            id
            code
            name
          }
          supportCenters {
            id
            validTo
            region {
              id
              iso
              name
            }
          }
          events(first: 12, orderBy: [{ field: STARTS_AT, direction: ASC }], where: { endsAtGT: $now, state: PUBLISHED }) {
            ...ComingEvents
          }
        }
      }
    }
  `,
  [comingEvents],
);

export const requestMembership = graphql(`
  mutation RequestMembership($input: RequestMembershipInput!) {
    requestMembership(input: $input) {
      membership {
        id
        status
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const centerQuery = graphql(`
  query Center {
    regions {
      id
      iso
      name
      supportCenters {
        id
        validFrom
        validTo
        organization {
          id
          name
          description
          address
          website
          contactEmail
          contactPhone
        }
      }
    }
  }
`);

export const followOrganization = graphql(`
  mutation FollowOrganization($input: FollowOrganizationInput!) {
    followOrganization(input: $input) {
      organization {
        id
        viewerFollows
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const unfollowOrganization = graphql(`
  mutation UnfollowOrganization($input: UnfollowOrganizationInput!) {
    unfollowOrganization(input: $input) {
      organization {
        id
        viewerFollows
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);
