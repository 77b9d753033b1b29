import type { ReactNode } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useSignedIn } from '../../api/session';
import { ButtonLink } from '../../parts/Button';
import { Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Failed, Loading, Notice } from '../../parts/states';
import { useViewer } from '../../shell/viewer';
import { dayInKazakhstan } from '../../text/dates';
import { text } from '../../text/text';

export interface Run {
  id: string;
  name: string;
  status: string;
  /** Whether the viewer decides on its profile and members. */
  admin: boolean;
  /** Whether the viewer runs its events. */
  publishes: boolean;
  /** Whether it is, or was, the support center of a region. */
  center: boolean;
  /** Whose support center it is today. */
  regions: { id: string; iso: string; name: string }[];
}

interface Props {
  title?: string;
  /** Who the page is for, by their role in the organization. */
  roles?: readonly string[];
  /** What is said to a visitor, and to who has no such role; without them: what the desk of an organization is. */
  visitor?: string;
  nobody?: string;
  /** What an administrator of the platform runs beside organizations; without it nothing. */
  network?: Run;
  children: (runs: [Run, ...Run[]]) => ReactNode;
}

const organizers = ['ADMIN', 'COORDINATOR'];

/** The desk, for those who run an organization; to others, what it is, and how to begin. */
export function DeskGate({ title = text('desk.title'), roles = organizers, visitor = text('desk.visitor'), nobody, network, children }: Props) {
  const signedIn = useSignedIn();
  const [path] = useLocation();
  const { data, error, again } = useViewer();
  if (!signedIn) {
    return (
      <Notice title={title} heading="h1">
        {visitor} <ButtonLink href={`/sign-in?to=${path}`}>{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  const active = (data.viewer?.memberships ?? []).filter(({ status }) => status === 'ACTIVE');
  const runs = new Map<string, Run>();
  for (const { role, organization } of active.filter((one) => roles.includes(one.role))) {
    const { id, name, status, supportCenters } = organization;
    const admin = role === 'ADMIN' || (runs.get(id)?.admin ?? false);
    const today = supportCenters.filter(({ validTo }) => !validTo || validTo > dayInKazakhstan());
    const publishes = active.some((one) => one.organization.id === id && organizers.includes(one.role));
    runs.set(id, { id, name, status, admin, publishes, center: supportCenters.length > 0, regions: today.map(({ region }) => region) });
  }
  if (network && data.viewer?.platformRoles.includes('PLATFORM_ADMIN')) runs.set(network.id, network);
  const [first, ...rest] = runs.values();
  if (!first) {
    return (
      <Notice title={title} heading="h1">
        {nobody ?? (
          <>
            {text('desk.nobody')} <ButtonLink href="/desk/organization/new">{text('desk.found')}</ButtonLink>
          </>
        )}
      </Notice>
    );
  }
  return <>{children([first, ...rest])}</>;
}

/** The organization that the address names, else the first. */
export function useChosen(runs: [Run, ...Run[]]): Run {
  const [search] = useSearchParams();
  return runs.find(({ id }) => id === search.get('organization')) ?? runs[0];
}

/** Chooses among the organizations that the viewer runs; of one, its name. */
export function Chooser({ runs, chosen }: { runs: Run[]; chosen: Run }) {
  const [, setSearch] = useSearchParams();
  if (runs.length === 1) return <p className={layout['lead']}>{chosen.name}</p>;
  return (
    <Select label={text('desk.organization')} value={chosen.id} onChange={({ target }) => setSearch({ organization: target.value })}>
      {runs.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
