import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { ofRows, useList } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { dateInWords } from '../../text/dates';
import { number, text } from '../../text/text';
import { certificatesQuery, revokeCertificate } from './desk-queries';

type Certificate = ResultOf<typeof certificatesQuery>['certificates'][number];

/** The certificates that a school issued, the latest first, and the end of one. */
export function Certificates({ organizationId }: { organizationId: string }) {
  const { again, list } = useList(certificatesQuery, { organizationId }, ({ certificates, certificatesCount }) => ofRows(certificates, certificatesCount));
  useTold(again);
  if (list.total === 0) return null;
  return (
    <section className={layout['section']} aria-labelledby="certificates">
      <h2 id="certificates">
        {text('me.school.certificates')} <span className={form['quiet']}>{number(list.total)}</span>
      </h2>
      <ul className={form['list']}>
        {list.rows.map((one) => (
          <Row key={one.id} one={one} again={again} />
        ))}
      </ul>
      <More list={list} />
    </section>
  );
}

function Row({ one, again }: { one: Certificate; again: () => void }) {
  const { busy, refusals, run, forget } = useAction();
  const [sure, setSure] = useState(false);
  const revoke = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '');
    if (!(await run(revokeCertificate, { certificateId: one.id, reason }))) return;
    setSure(false);
    again();
  };
  return (
    <li data-certificate={one.state}>
      <div>
        <Link href={`/passports/${one.serial}`}>{one.course.title}</Link>, {one.givenName} {one.familyName}
        <p className={form['quiet']}>
          {dateInWords(one.issuedOn)} ·{' '}
          {one.state === 'ISSUED' && one.expiresOn
            ? text('me.school.until', { date: dateInWords(one.expiresOn) })
            : text(`certificate.state.${one.state}`)}
        </p>
      </div>
      {one.state === 'ISSUED' && !sure && (
        <Button kind="quiet" onClick={() => setSure(true)}>
          {text('school.revoke')}
        </Button>
      )}
      {sure && (
        <form className={form['sure']} onSubmit={(event) => void revoke(event)}>
          <p>{text('school.revoke.sure')}</p>
          <Area label={text('school.revoke.why')} name="reason" required maxLength={1000} />
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" busy={busy}>
              {text('school.revoke')}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                setSure(false);
                forget();
              }}
            >
              {text('app.back')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}
