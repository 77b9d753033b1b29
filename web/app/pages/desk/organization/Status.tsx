import { Link } from 'wouter';
import { useAction } from '../../../api/use-action';
import { Button } from '../../../parts/Button';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { useViewer } from '../../../shell/viewer';
import { momentHere } from '../../../text/dates';
import { text } from '../../../text/text';
import type { Profile } from './OrganizationFields';
import style from './organization.module.css';
import { submitOrganization } from './queries';

const way = ['DRAFT', 'PENDING', 'VERIFIED'] as const;

/** Where an organization stands on its way to be verified, and the one thing to do next. */
export function Status({ organization, admin, again }: { organization: Profile; admin: boolean; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const { again: whoAgain } = useViewer();
  const { id, version, status, statusReason, submittedAt, homeRegion } = organization;
  const submit = async () => {
    if (!(await run(submitOrganization, { organizationId: id, expectedVersion: version }))) return;
    again();
    whoAgain();
  };
  return (
    <section className={layout['section']} aria-labelledby="status" data-status={status}>
      <h2 id="status">{text('status.title')}</h2>
      <ol className={style['way']}>
        {way.map((one) => (
          <li key={one} {...(one === status && { 'aria-current': 'step' as const })}>
            {text(`status.${one}`)}
          </li>
        ))}
        {(status === 'SUSPENDED' || status === 'CLOSED') && <li aria-current="step">{text(`status.${status}`)}</li>}
      </ol>
      <p>{text(`status.next.${status}`)}</p>
      {status === 'PENDING' && (
        <p className={form['quiet']}>
          {submittedAt && text('status.submitted', { time: momentHere(submittedAt) })}{' '}
          {homeRegion && <Link href={`/centers/${homeRegion.iso}`}>{text('center.title', { region: homeRegion.name })}</Link>}
        </p>
      )}
      {statusReason && status !== 'VERIFIED' && (
        <blockquote className={style['reason']}>
          <strong>{text('status.reason')}</strong> {statusReason}
        </blockquote>
      )}
      <Refusals all={refusals} />
      {status === 'DRAFT' && admin && (
        <div>
          <Button kind="primary" busy={busy} onClick={() => void submit()}>
            {text('status.submit')}
          </Button>
        </div>
      )}
    </section>
  );
}
