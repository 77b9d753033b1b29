import { type FormEvent, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { dateInWords, dayInKazakhstan } from '../../text/dates';
import { text } from '../../text/text';
import { nameGuardian, type privacyQuery } from './privacy-queries';

type Consent = NonNullable<ResultOf<typeof privacyQuery>['viewer']>['guardianConsents'][number];
const needsGuardian = 14; // years of age below which nobody takes part without one

/** Those who speak for a child: who was asked, and what they said. */
export function Guardians({ consents, birthDate, again }: { consents: Consent[]; birthDate: string | null; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [sent, setSent] = useState<boolean>();
  const child = birthDate !== null && birthDate > yearsAgo(needsGuardian);
  if (!child && consents.length === 0) return null;
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = event.currentTarget;
    const given = new FormData(filled);
    const who = String(given.get('contact')).trim();
    const done = await run(nameGuardian, {
      guardianName: String(given.get('guardian')),
      ...(who.includes('@') ? { email: who } : { phone: who }),
    });
    if (!done) return;
    setSent(done.sent);
    filled.reset();
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="guardians">
      <h2 id="guardians">{text('me.guardians')}</h2>
      <p className={form['quiet']}>{text('me.guardians.about')}</p>
      <ul className={form['list']}>
        {consents.map(({ id, status, validFrom, validTo }) => (
          <li key={id} data-guardian={status}>
            <strong>{text(`me.guardians.${status}`)}</strong>
            {status === 'GIVEN' && validFrom && (
              <span>{validTo ? text('me.guardians.valid', { from: dateInWords(validFrom), to: dateInWords(validTo) }) : dateInWords(validFrom)}</span>
            )}
          </li>
        ))}
      </ul>
      {sent !== undefined && (
        <p role="status" className={form['done']}>
          {text(sent ? 'me.guardians.sent' : 'me.guardians.paper')}
        </p>
      )}
      {child && (
        <form className={form['form']} onSubmit={(event) => void ask(event)}>
          <div className={form['pair']}>
            <Field label={text('me.guardians.name')} name="guardian" maxLength={100} required autoComplete="off" />
            <Field label={text('me.guardians.contact')} name="contact" required autoComplete="off" />
          </div>
          <Refusals all={refusals} />
          <div>
            <Button type="submit" busy={busy}>
              {text('me.guardians.ask')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

function yearsAgo(years: number): string {
  const today = dayInKazakhstan();
  return `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
}
