import { graphql } from '../../api/graphql';

/** The verified hours of the network. */
export const networkHours = graphql(`
  query NetworkHours($from: Date, $to: Date, $by: HoursBy) {
    networkHours(from: $from, to: $to, by: $by) {
      minutes
      groups {
        key
        minutes
      }
    }
  }
`);

/** The regions with their districts, and the directions. */
export const regionsQuery = graphql(`
  query Regions {
    regions {
      id
      iso
      name
      districts {
        id
        name
      }
    }
    directions {
      id
      code
      name
    }
  }
`);
