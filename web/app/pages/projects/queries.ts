import { graphql } from '../../api/graphql';

/** A project in a list. */
export const brief = graphql(`
  fragment ProjectBrief on Project @_unmask {
    id
    title
    titleLocale
    funding
    state
    sum
    startsOn
    endsOn
    late
    lateBy
    organization {
      id
      name
    }
    region {
      id
      iso
      name
    }
  }
`);

export const projectsQuery = graphql(
  `
    query Projects(
      $first: Int!
      $after: Cursor
      $search: String
      $organizationId: ID
      $regionId: ID
      $funding: ProjectFunding
      $state: ProjectState
      $late: Boolean
      $year: Int
    ) {
      projects(
        first: $first
        after: $after
        search: $search
        organizationId: $organizationId
        regionId: $regionId
        funding: $funding
        state: $state
        late: $late
        year: $year
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...ProjectBrief
          }
        }
      }
    }
  `,
  [brief],
);

/** All that there is of a project. */
export const projectQuery = graphql(
  `
    query Project($id: ID!) {
      node(id: $id) {
        __typename
        ... on Project {
          ...ProjectBrief
          version
          description
          contractNumber
          closedAt
          reason
          indicators {
            id
            number
            title
            source
            target
            computed
            declared
          }
          reports {
            id
            version
            number
            final
            periodFrom
            periodTo
            dueOn
            state
            submittedAt
            decidedAt
            late
            lateBy
            text
            reason
            snapshot
            snapshotHash
          }
          events(first: 50, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
            totalCount
            edges {
              node {
                id
                title
                startsAt
                endsAt
                timeZone
              }
            }
          }
        }
      }
    }
  `,
  [brief],
);

/** What waits for a support center: applications, projects whose reports may wait, and what is accepted but not closed. */
export const projectsOfCenter = graphql(
  `
    query ProjectsOfCenter($regionId: ID!) {
      applications: projects(regionId: $regionId, state: APPLICATION, first: 50) {
        totalCount
        edges {
          node {
            ...ProjectBrief
          }
        }
      }
      reporting: projects(regionId: $regionId, state: REPORTING, first: 50) {
        totalCount
        edges {
          node {
            ...ProjectBrief
          }
        }
      }
      running: projects(regionId: $regionId, state: RUNNING, first: 50) {
        totalCount
        edges {
          node {
            ...ProjectBrief
            reports {
              id
              state
            }
          }
        }
      }
      accepted: projects(regionId: $regionId, state: ACCEPTED, first: 50) {
        totalCount
        edges {
          node {
            ...ProjectBrief
          }
        }
      }
      late: projects(regionId: $regionId, late: true, first: 50) {
        totalCount
        edges {
          node {
            ...ProjectBrief
          }
        }
      }
    }
  `,
  [brief],
);

/** Answered to who decides for a support center, which the pages know themselves, and to administrators of the platform. */
export const mayDecide = graphql(`
  query MayDecideOnProjects {
    centerRequests(first: 1) {
      totalCount
    }
  }
`);

/** The events of an organization, of which some belong to a project. */
export const eventsToGive = graphql(`
  query EventsToGive($where: EventWhereInput) {
    events(first: 50, orderBy: [{ field: STARTS_AT, direction: DESC }], where: $where) {
      edges {
        node {
          id
          title
          project {
            id
          }
        }
      }
    }
  }
`);
