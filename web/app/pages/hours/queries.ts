import { graphql } from '../../api/graphql';

const entry = graphql(`
  fragment HourLine on HourEntry @_unmask {
    id
    volunteer {
      id
      givenName
      familyName
      publicNumber
    }
    organization {
      id
      name
    }
    event {
      id
      title
      timeZone
    }
    date
    startsAt
    endsAt
    minutes
    evidence
    source
    state
    takenBack
    correctsId
    description
    reason
  }
`);

export const hourEntries = graphql(
  `
    query HourEntries($filter: HourEntryFilter, $first: Int, $after: ID) {
      hourEntries(filter: $filter, first: $first, after: $after) {
        ...HourLine
      }
      hourEntriesCount(filter: $filter)
    }
  `,
  [entry],
);

/** The same, each time that it changed. */
export const hourEntriesLive = graphql(
  `
    subscription HourEntriesLive($filter: HourEntryFilter, $first: Int) {
      hourEntries(filter: $filter, first: $first) {
        ...HourLine
      }
    }
  `,
  [entry],
);

export const hourDisputes = graphql(`
  query HourDisputes($organizationId: ID, $state: HourDisputeState, $after: ID) {
    hourDisputesCount(organizationId: $organizationId, state: $state)
    hourDisputes(organizationId: $organizationId, state: $state, first: 20, after: $after) {
      id
      text
      state
      answer
      answeredAt
      createdAt
      volunteer {
        id
        givenName
        familyName
        publicNumber
      }
      signup {
        id
        signupState: state
        shift {
          id
          title
          startsAt
          endsAt
          event {
            id
            title
            timeZone
          }
        }
      }
    }
  }
`);

export const eventRatings = graphql(`
  query EventRatings($eventId: ID!) {
    eventRatings(eventId: $eventId) {
      count
      average
      ratings {
        stars
        text
        date
      }
    }
  }
`);

/** For whom hours can be declared. */
export const hosts = graphql(`
  query Hosts($search: String, $after: Cursor) {
    organizations(first: 30, after: $after, search: $search, orderBy: [{ field: NAME, direction: ASC }], where: { status: VERIFIED }) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);
