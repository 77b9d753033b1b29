import { type FormEvent, useState } from 'react';
import { useAction } from '../../../api/use-action';
import { Button } from '../../../parts/Button';
import { Field, Select } from '../../../parts/Field';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { usePage } from '../../../parts/use-page';
import { dayInKazakhstan, momentHere } from '../../../text/dates';
import { language, text } from '../../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../DeskGate';
import { DeskTabs } from '../DeskTabs';
import { ofNumber } from '../of-number';
import style from './organization.module.css';
import { addPerson, issueClaimCode } from './queries';

/** People without an account: adding one, and printing the code by which a record becomes an account. */
export default function People() {
  usePage(text('desk.people'));
  return <DeskGate>{(runs) => <View runs={runs} />}</DeskGate>;
}

function View({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  const [number, setNumber] = useState('');
  return (
    <div className={layout['page']}>
      <div className={`${layout['section']} no-print`}>
        <h1>{text('desk.people')}</h1>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
        <p className={layout['lead']}>{text('people.about')}</p>
      </div>
      <AddPerson organizationId={chosen.id} added={setNumber} />
      <ClaimCode number={number} setNumber={setNumber} />
    </div>
  );
}

function AddPerson({ organizationId, added }: { organizationId: string; added: (number: string) => void }) {
  const { busy, refusals, run } = useAction();
  const [name, setName] = useState<string>();
  const [number, setNumber] = useState<string>();
  const today = dayInKazakhstan();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = event.currentTarget;
    const given = new FormData(filled);
    const value = (field: string) => String(given.get(field) ?? '').trim();
    const made = await run(addPerson, {
      organizationId,
      givenName: value('givenName'),
      familyName: value('familyName'),
      birthYear: Number(value('birthYear')),
      consentSignedOn: value('signed'),
      locale: value('locale') as 'kk',
      ...(value('phone') && { phone: value('phone') }),
    });
    if (!made?.volunteer) return;
    setName(`${value('givenName')} ${value('familyName')}`);
    setNumber(made.volunteer.publicNumber);
    added(made.volunteer.publicNumber);
    filled.reset();
  };
  return (
    <section className={`${layout['section']} no-print`} aria-labelledby="add">
      <h2 id="add">{text('people.add')}</h2>
      <form className={form['form']} onSubmit={(event) => void submit(event)}>
        <div className={form['pair']}>
          <Field label={text('register.givenName')} name="givenName" maxLength={100} required autoComplete="off" />
          <Field label={text('register.familyName')} name="familyName" maxLength={100} required autoComplete="off" />
          <Field label={text('people.birthYear')} name="birthYear" type="number" min={Number(today.slice(0, 4)) - 120} max={today.slice(0, 4)} required />
          <Field label={text('people.phone')} name="phone" type="tel" autoComplete="off" />
          <Field label={text('people.signed')} name="signed" type="date" max={today} defaultValue={today} required />
          <Select label={text('me.profile.locale')} name="locale" defaultValue={language}>
            <option value="kk">Қазақша</option>
            <option value="ru">Русский</option>
            <option value="en">English</option>
          </Select>
        </div>
        <Refusals all={refusals} />
        <div className={form['steps']}>
          <Button type="submit" kind="primary" busy={busy}>
            {text('people.add.do')}
          </Button>
          <span role="status" className={form['done']}>
            {number ? text('people.added', { name: name ?? '', number }) : ''}
          </span>
        </div>
      </form>
    </section>
  );
}

function ClaimCode({ number, setNumber }: { number: string; setNumber: (number: string) => void }) {
  const { busy, refusals, run } = useAction();
  const [made, setMade] = useState<{ code: string; expiresAt: string; number: string }>();
  const issue = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(issueClaimCode, { publicNumber: number.trim() });
    if (done?.code && done.expiresAt) setMade({ code: done.code, expiresAt: done.expiresAt, number: number.trim() });
  };
  return (
    <section className={layout['section']} aria-labelledby="code">
      <h2 id="code">{text('people.code')}</h2>
      <p className={`${form['quiet']} no-print`}>{text('people.code.about')}</p>
      <form className={`${form['form']} no-print`} onSubmit={(event) => void issue(event)}>
        <Field label={text('desk.number')} value={number} required inputMode="numeric" onChange={({ target }) => setNumber(target.value)} />
        <Refusals all={ofNumber(refusals)} />
        <div>
          <Button type="submit" busy={busy}>
            {text('people.code.do')}
          </Button>
        </div>
      </form>
      {made && (
        <div className={style['code']} role="status" data-claim-code>
          <p>{text('people.code.for', { number: made.number })}</p>
          <strong>{made.code}</strong>
          <p>{text('people.code.how', { address: `${location.host}/claim` })}</p>
          <p>{text('me.keys.until', { time: momentHere(made.expiresAt) })}</p>
          <div className="no-print">
            <Button onClick={() => print()}>{text('desk.print')}</Button>
          </div>
        </div>
      )}
    </section>
  );
}
