import { graphql } from '../../api/graphql';
import { eventCard } from '../../parts/event-card-fields';

const now = graphql(`
  fragment NetworkNow on NetworkStats @_unmask {
    asOf
    totals {
      organizations
      supportCenters
      volunteers
      events
      places
      takenPlaces
      freePlaces
    }
    byRegion {
      region {
        id
        iso
        name
        shortName
        kind
      }
      totals {
        organizations
        supportCenters
        events
        places
        takenPlaces
        freePlaces
      }
    }
    byDirection {
      direction {
        id
        code
        name
      }
      totals {
        organizations
        events
        places
        takenPlaces
        freePlaces
      }
    }
  }
`);

/** The numbers of what is ahead, as they are. */
export const networkNow = graphql(
  `
    query NetworkNow($region: ID, $direction: DirectionCode) {
      networkStats(ahead: true, region: $region, direction: $direction) {
        ...NetworkNow
      }
    }
  `,
  [now],
);

/** The same numbers, as they change. */
export const networkLive = graphql(
  `
    subscription NetworkLive($region: ID, $direction: DirectionCode) {
      networkStats(ahead: true, region: $region, direction: $direction) {
        ...NetworkNow
      }
    }
  `,
  [now],
);

/** What was done in a span of days. */
export const networkYear = graphql(`
  query NetworkYear($from: Date!, $to: Date!) {
    networkStats(from: $from, to: $to) {
      totals {
        events
        takenPlaces
        verifiedMinutes
      }
      byMonth {
        month
        totals {
          events
          takenPlaces
          verifiedMinutes
        }
      }
    }
  }
`);

/** The next events with free places. */
export const comingEvents = graphql(
  `
    query ComingEvents($first: Int!, $where: EventWhereInput!) {
      events(first: $first, hasFreePlaces: true, orderBy: [{ field: STARTS_AT, direction: ASC }], where: $where) {
        totalCount
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

/** A region by its code, with its centers. */
export const regionQuery = graphql(`
  query RegionView {
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
  }
`);

/** The fields of volunteering. */
export const directionsQuery = graphql(`
  query Directions {
    directions {
      id
      code
      name
      minAge
      allowsMinors
    }
  }
`);
