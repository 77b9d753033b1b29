import { useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { Why } from '../../parts/Why';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import style from './center.module.css';
import { type centerRequests, returnOrganization, verifyOrganization } from './queries';

type Node = NonNullable<NonNullable<NonNullable<ResultOf<typeof centerRequests>['centerRequests']['edges']>[number]>['node']>;

/** One organization that waits: what was said of it, and the decision. */
export function Request({ organization, decided }: { organization: Node; decided: (said: string) => void }) {
  const { busy, refusals, run } = useAction();
  const [returning, setReturning] = useState(false);
  const { id, version, name, description, address, legalForm, bin, website, contactEmail, contactPhone, submittedAt, homeRegion, directions } = organization;
  const verify = async () => {
    // What was looked at is what is verified.
    if (await run(verifyOrganization, { organizationId: id, expectedVersion: version })) decided(text('requests.verified', { name }));
  };
  const giveBack = async (reason: string) => {
    if (await run(returnOrganization, { organizationId: id, reason, expectedVersion: version })) decided(text('requests.returned', { name }));
  };
  const facts = [text(`organization.form.${legalForm}`), bin && text('requests.bin', { bin }), homeRegion?.name];
  return (
    <li data-request={id}>
      <h3>{name}</h3>
      <p className={form['quiet']}>{facts.filter(Boolean).join(' · ')}</p>
      {description && <p className={style['about']}>{description}</p>}
      <p>{directions.map((one) => one.name).join(', ')}</p>
      <p>{[address, contactEmail, contactPhone, website].filter(Boolean).join(' · ')}</p>
      {submittedAt && <p className={form['quiet']}>{text('status.submitted', { time: momentHere(submittedAt) })}</p>}
      {!returning && <Refusals all={refusals} />}
      {!returning && (
        <div className={form['steps']}>
          <Button kind="primary" busy={busy} onClick={() => void verify()}>
            {text('requests.verify')}
          </Button>
          <Button onClick={() => setReturning(true)}>{text('requests.return')}</Button>
        </div>
      )}
      {returning && (
        <Why
          label={text('requests.return.reason')}
          hint={text('requests.return.why')}
          act={text('requests.return')}
          busy={busy}
          refusals={refusals}
          say={(reason) => void giveBack(reason)}
          back={() => setReturning(false)}
        />
      )}
    </li>
  );
}
