import type { ReactNode } from 'react';
import { useSignedIn } from '../../api/session';
import { ButtonLink } from '../../parts/Button';
import { Failed, Loading, Notice } from '../../parts/states';
import { useViewer } from '../../shell/viewer';
import { text } from '../../text/text';

export interface Run {
  id: string;
  name: string;
  status: string;
}

/** The desk, for those who run an organization; to others, what it is and whom to ask. */
export function DeskGate({ children }: { children: (runs: [Run, ...Run[]]) => ReactNode }) {
  const signedIn = useSignedIn();
  const { data, error, again } = useViewer();
  if (!signedIn) {
    return (
      <Notice title={text('desk.title')} heading="h1">
        {text('desk.visitor')} <ButtonLink href="/sign-in?to=/desk">{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  const active = data.viewer?.memberships.filter(
    ({ role, status }) => status === 'ACTIVE' && (role === 'ADMIN' || role === 'COORDINATOR'),
  );
  const [first, ...rest] = (active ?? []).map(({ organization }) => organization);
  if (!first) {
    return (
      <Notice title={text('desk.title')} heading="h1">
        {text('desk.nobody')}
      </Notice>
    );
  }
  const others = rest.filter((one, index) => one.id !== first.id && rest.findIndex(({ id }) => id === one.id) === index);
  return <>{children([first, ...others])}</>;
}
