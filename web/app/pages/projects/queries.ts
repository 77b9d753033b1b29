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
      $lateBy: ProjectSide
      $reportWaits: Boolean
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
        lateBy: $lateBy
        reportWaits: $reportWaits
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

const projectEvents = graphql(`
  fragment ProjectEvents on EventConnection @_unmask {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
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
`);

/** More of its events. */
export const moreProjectEvents = graphql(
  `
    query MoreProjectEvents($id: ID!, $after: Cursor) {
      node(id: $id) {
        __typename
        ... on Project {
          events(first: 20, after: $after, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
            ...ProjectEvents
          }
        }
      }
    }
  `,
  [projectEvents],
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
          events(first: 20, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
            ...ProjectEvents
          }
        }
      }
    }
  `,
  [brief, projectEvents],
);

/** What waits for a support center: applications, reports, what is accepted but not closed; and what is late. */
export const projectsOfCenter = graphql(
  `
    query ProjectsOfCenter($regionId: ID!) {
      applications: projects(regionId: $regionId, state: APPLICATION, first: 20) {
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
      reports: projects(regionId: $regionId, reportWaits: true, first: 20) {
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
      accepted: projects(regionId: $regionId, state: ACCEPTED, first: 20) {
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
      late: projects(regionId: $regionId, late: true, first: 20) {
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

/** The events of an organization, of which some belong to a project. */
export const eventsToGive = graphql(`
  query EventsToGive($where: EventWhereInput, $after: Cursor) {
    events(first: 50, after: $after, orderBy: [{ field: STARTS_AT, direction: DESC }], where: $where) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
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
