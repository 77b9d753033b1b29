import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { unfollowOrganization } from '../organizations/queries';

/** The organizations whose new events the viewer is told of. */
export function Following({ organizations, again }: { organizations: { id: string; name: string }[]; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const stop = async (organizationId: string) => {
    if (await run(unfollowOrganization, { organizationId })) again();
  };
  return (
    <section className={layout['section']} aria-labelledby="following">
      <h2 id="following">{text('me.following')}</h2>
      {organizations.length === 0 && (
        <p className={form['quiet']}>
          {text('me.following.empty')} <Link href="/organizations">{text('nav.organizations')}</Link>
        </p>
      )}
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <Link href={`/organizations/${id}`}>{name}</Link>
            <Button kind="quiet" busy={busy} onClick={() => void stop(id)}>
              {text('organization.unfollow')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
