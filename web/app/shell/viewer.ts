import { graphql } from '../api/graphql';
import { useSignedIn } from '../api/session';
import { useData } from '../api/use-data';

/** Who is asking, and what they may run. */
export const viewerQuery = graphql(`
  query Viewer {
    viewer {
      volunteer {
        id
        givenName
        familyName
        publicNumber
      }
      memberships {
        id
        role
        status
        organization {
          id
          name
          status
          supportCenters {
            id
          }
        }
      }
      unreadNotices
    }
  }
`);

export const useViewer = () => useData(viewerQuery, {}, !useSignedIn());
