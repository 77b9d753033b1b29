import { useSignedIn } from '../../api/session';
import { useAction } from '../../api/use-action';
import { Button, ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { useViewer } from '../../shell/viewer';
import { text } from '../../text/text';
import style from './organizations.module.css';
import { followOrganization, requestMembership, unfollowOrganization } from './queries';

interface Props {
  organization: {
    id: string;
    status: string;
    viewerFollows: boolean;
    /** To its administrators all, to others their own. */
    memberships: { edges: ({ node: { status: string } | null } | null)[] | null };
  };
  again: () => void;
}

/** What a reader can have to do with an organization: be a member, or be told of its new events. */
export function Together({ organization: { id, status, viewerFollows, memberships }, again }: Props) {
  const signedIn = useSignedIn();
  const { data, again: whoAgain } = useViewer();
  const { busy, refusals, run } = useAction();
  if (status !== 'VERIFIED') return null;
  if (!signedIn) {
    return (
      <p>
        <ButtonLink href={`/sign-in?to=/organizations/${id}`}>{text('organization.join.signIn')}</ButtonLink>
      </p>
    );
  }
  const mine = data?.viewer?.memberships.filter((one) => one.organization.id === id) ?? [];
  const member = mine.some((one) => one.status === 'ACTIVE');
  const asked = !member && (memberships.edges ?? []).some((edge) => edge?.node?.status === 'REQUESTED');
  const join = async () => {
    if (!(await run(requestMembership, { organizationId: id }))) return;
    again();
    whoAgain();
  };
  const follow = async () => {
    const input = { organizationId: id };
    if (viewerFollows ? await run(unfollowOrganization, input) : await run(followOrganization, input)) again();
  };
  return (
    <div className={layout['section']}>
      <Refusals all={refusals} />
      <div className={style['together']}>
        {!member && !asked && (
          <Button kind="primary" busy={busy} onClick={() => void join()}>
            {text('organization.join')}
          </Button>
        )}
        <Button busy={busy} aria-pressed={viewerFollows} onClick={() => void follow()}>
          {text(viewerFollows ? 'organization.unfollow' : 'organization.follow')}
        </Button>
        {(member || asked) && <span className={style['member']}>{text(member ? 'organization.member' : 'organization.asked')}</span>}
      </div>
      <p className={style['kind']}>{text(viewerFollows ? 'organization.following' : 'organization.follow.about')}</p>
    </div>
  );
}
