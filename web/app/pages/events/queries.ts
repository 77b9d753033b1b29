import { graphql } from '../../api/graphql';
import { eventCard } from '../../parts/event-card-fields';

/** A page of the events that a search finds. */
export const eventsQuery = graphql(
  `
    query Events(
      $first: Int!
      $after: Cursor
      $search: String
      $hasFreePlaces: Boolean
      $eligibleForMe: Boolean
      $orderBy: [EventOrder!]
      $where: EventWhereInput
    ) {
      events(
        first: $first
        after: $after
        search: $search
        hasFreePlaces: $hasFreePlaces
        eligibleForMe: $eligibleForMe
        orderBy: $orderBy
        where: $where
      ) {
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
    }
  `,
  [eventCard],
);

/** What events can be chosen by. */
export const choicesQuery = graphql(`
  query EventChoices {
    regions {
      id
      iso
      name
    }
    directions {
      id
      code
      name
    }
  }
`);
