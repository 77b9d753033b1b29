import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { useViewer } from '../../shell/viewer';
import { dayInKazakhstan } from '../../text/dates';
import { type brief, mayDecide, type projectQuery } from './queries';

export type Brief = ResultOf<typeof brief>;
export type Project = Extract<NonNullable<ResultOf<typeof projectQuery>['node']>, { __typename: 'Project' }>;
export type Report = Project['reports'][number];
export type Indicator = Project['indicators'][number];

export const states = ['APPLICATION', 'AWARDED', 'RUNNING', 'REPORTING', 'RETURNED', 'ACCEPTED', 'CLOSED', 'REJECTED', 'TERMINATED'] as const;
export const fundings = ['STATE_SOCIAL_ORDER', 'GRANT', 'OWN'] as const;
export const sources = ['VERIFIED_HOURS', 'PEOPLE', 'EVENTS', 'DECLARED'] as const;

/** What the reader is to a project. */
export interface Part {
  /** Decides for its organization. */
  admin: boolean;
  /** Runs the organization's events. */
  runs: boolean;
  /** Decides on it for the support center of its region, or for the platform. */
  decides: boolean;
  /** Reads what it and those who decide on it say to each other, and exact numbers of people. */
  reads: boolean;
}

export function usePart(project: Brief): Part {
  const { data } = useViewer();
  const active = (data?.viewer?.memberships ?? []).filter(({ status }) => status === 'ACTIVE');
  const own = active.filter(({ organization }) => organization.id === project.organization.id);
  const organizes = active.filter(({ role }) => role === 'ADMIN' || role === 'COORDINATOR');
  const ofCenter = organizes.some(({ organization }) =>
    organization.supportCenters.some(({ region, validTo }) => region.id === project.region.id && (!validTo || validTo > dayInKazakhstan())),
  );
  const stranger = Boolean(data?.viewer) && own.length === 0;
  const { data: ofPlatform } = useData(mayDecide, {}, !stranger || ofCenter || organizes.some(({ organization }) => organization.supportCenters.length > 0));
  return {
    admin: own.some(({ role }) => role === 'ADMIN'),
    runs: own.some(({ role }) => role === 'ADMIN' || role === 'COORDINATOR'),
    decides: stranger && (ofCenter || Boolean(ofPlatform)),
    reads: own.length > 0 || ofCenter || Boolean(ofPlatform),
  };
}
