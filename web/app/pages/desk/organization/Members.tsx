import { ofConnection, useList } from '../../../api/use-rest';
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

/** Who belongs to an organization: members with their roles, who asked to join, and who is invited. */
export default function Members() {
  usePage(text('desk.members'));
  return <DeskGate>{(runs) => <Loaded runs={runs} />}</DeskGate>;
}

function Loaded({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  // All of them: how many are members, and how many ask to be, follows from where each stands.
  const { data, error, again, list } = useList(
    membersQuery,
    { id: chosen.id, first: 100 },
    ({ node }) => (node?.__typename === 'Organization' ? ofConnection(node.memberships) : undefined),
    { pause: !chosen.admin, wanted: Infinity },
  );
  const organization = data?.node?.__typename === 'Organization' ? data.node : undefined;
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
      {organization && list.left > 0 && <Loading lines={2} />}
      {organization && (
        <>
          <Joining requests={list.rows.filter(({ status }) => status === 'REQUESTED')} again={again} />
          <MemberTable
            members={list.rows.filter(({ status }) => status === 'ACTIVE')}
            university={organization.legalForm === 'UNIVERSITY'}
            again={again}
          />
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
