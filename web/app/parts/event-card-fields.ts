import { graphql } from '../api/graphql';

/** What a card of an event shows. */
export const eventCard = graphql(`
  fragment EventCard on Event @_unmask {
    id
    title
    titleLocale
    startsAt
    endsAt
    timeZone
    remote
    state
    region {
      id
      iso
      shortName
    }
    organization {
      id
      name
    }
    directions {
      id
      code
      name
    }
    live {
      id
      eventId
      version
      state
      capacity
      confirmed
      held
      waitlisted
      available
    }
  }
`);
