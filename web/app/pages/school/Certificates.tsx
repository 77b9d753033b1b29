import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { revokeCertificate, type schoolQuery } from './desk-queries';

type Certificate = ResultOf<typeof schoolQuery>['certificates'][number];

/** The certificates that a school issued, the latest first, and the end of one. */
export function Certificates({ all, again }: { all: readonly Certificate[]; again: () => void }) {
  if (all.length === 0) return null;
  return (
    <section className={layout['section']} aria-labelledby="certificates">
      <h2 id="certificates">{text('me.school.certificates')}</h2>
      <ul className={form['list']}>
        {all.map((one) => (
          <Row key={one.id} one={one} again={again} />
        ))}
      </ul>
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
