import { useState } from 'react';
import { useData } from '../../../api/use-data';
import { Button } from '../../../parts/Button';
import layout from '../../../parts/layout.module.css';
import { Failed, Loading, Notice } from '../../../parts/states';
import { usePage } from '../../../parts/use-page';
import { text } from '../../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../DeskGate';
import { DeskTabs } from '../DeskTabs';
import { Invite } from './Invite';
import { Joining } from './Joining';
import { MemberTable } from './MemberTable';
import { membersQuery } from './queries';

const page = 50;

/** Who belongs to an organization: members with their roles, who asked to join, and who is invited. */
export default function Members() {
  usePage(text('desk.members'));
  return <DeskGate>{(runs) => <Loaded runs={runs} />}</DeskGate>;
}

function Loaded({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  const [first, setFirst] = useState(page);
  const { data, error, again } = useData(membersQuery, { id: chosen.id, first }, !chosen.admin);
  const organization = data?.node?.__typename === 'Organization' ? data.node : undefined;
  const all = organization?.memberships.edges?.flatMap((edge) => edge?.node ?? []) ?? [];
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('desk.members')}</h1>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
      </div>
      {!chosen.admin && <Notice>{text('members.adminOnly')}</Notice>}
      {error && <Failed error={error} again={again} />}
      {chosen.admin && !data && !error && <Loading lines={4} />}
      {organization && (
        <>
          <Joining requests={all.filter(({ status }) => status === 'REQUESTED')} again={again} />
          <MemberTable
            members={all.filter(({ status }) => status === 'ACTIVE')}
            university={organization.legalForm === 'UNIVERSITY'}
            again={again}
          />
          {organization.memberships.pageInfo.hasNextPage && (
            <p>
              <Button onClick={() => setFirst(Math.min(first + page, 100))}>{text('me.past.more')}</Button>
            </p>
          )}
          <Invite
            organizationId={organization.id}
            university={organization.legalForm === 'UNIVERSITY'}
            invitations={organization.invitations ?? []}
            again={again}
          />
        </>
      )}
    </div>
  );
}
