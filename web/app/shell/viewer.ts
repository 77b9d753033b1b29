import { graphql, type ResultOf } from '../api/graphql';
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
          legalForm
          supportCenters {
            id
            validTo
            region {
              id
              iso
              name
            }
          }
        }
      }
      platformRoles
      unreadNotices
    }
  }
`);

export const useViewer = () => useData(viewerQuery, {}, !useSignedIn());

type Membership = NonNullable<ResultOf<typeof viewerQuery>['viewer']>['memberships'][number];

/** The universities and colleges that somebody is an officer of. */
export function schoolsOf(memberships: Membership[]): Membership['organization'][] {
  const runs = memberships.filter(
    ({ role, status, organization }) =>
      status === 'ACTIVE' && organization.legalForm === 'UNIVERSITY' && (role === 'UNIVERSITY_OFFICER' || role === 'ADMIN'),
  );
  return [...new Map(runs.map(({ organization }) => [organization.id, organization])).values()];
}
