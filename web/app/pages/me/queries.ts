import { graphql } from '../../api/graphql';

const shift = graphql(`
  fragment MyShiftLine on Shift @_unmask {
    id
    title
    startsAt
    endsAt
    cancelCutoff
    noShowMinutes
    state
    event {
      id
      title
      timeZone
      remote
      region {
        id
        shortName
      }
      organization {
        id
        name
      }
    }
  }
`);

/** All that the viewer has on shifts that are not over, and the latest of what they were told. */
export const mineLive = graphql(
  `
    subscription MyPlaces {
      myPlaces {
        unreadNotices
        places {
          __typename
          ... on Signup {
            id
            signupState: state
            freeUntil
            shift {
              ...MyShiftLine
            }
          }
          ... on WaitlistEntry {
            id
            waitlistState: state
            position
            autoAccept
            blockedBy
            offer {
              id
              state
              expiresAt
            }
            shift {
              ...MyShiftLine
            }
          }
        }
      }
    }
  `,
  [shift],
);

/** Tells that there is something new, or that something was read. */
export const noticesLive = graphql(`
  subscription MyNotices {
    myNotices {
      unread
      notices {
        id
        readAt
      }
    }
  }
`);

/** What the viewer was told, the newest first. */
export const noticesQuery = graphql(`
  query Notices($after: Cursor) {
    viewer {
      unreadNotices
      notices(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            createdAt
            kind
            readAt
            message
            nextStep
            text
            article {
              id
              title
            }
            organization {
              id
              name
            }
            shift {
              id
              title
              event {
                id
                title
              }
            }
          }
        }
      }
    }
  }
`);

export const markRead = graphql(`
  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {
    markNoticesRead(input: $input) {
      unreadNotices
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const pastPlaces = graphql(
  `
    query PastPlaces($after: Cursor) {
      viewer {
        pastPlaces(first: 10, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              id
              signupState: state
              shift {
                ...MyShiftLine
              }
            }
          }
        }
      }
    }
  `,
  [shift],
);

export const calendarFeed = graphql(`
  query CalendarFeed {
    viewer {
      calendarFeedMadeAt
    }
  }
`);

export const makeCalendarFeed = graphql(`
  mutation MakeCalendarFeed($input: MakeCalendarFeedInput!) {
    makeCalendarFeed(input: $input) {
      url
      madeAt
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

export const endCalendarFeed = graphql(`
  mutation EndCalendarFeed($input: EndCalendarFeedInput!) {
    endCalendarFeed(input: $input) {
      madeAt
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);
