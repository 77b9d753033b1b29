import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { momentHere } from '../../text/dates';
import { language, text } from '../../text/text';
import { MeFrame } from '../me/MeFrame';
import { issuePassport, myPassports, revokePassport } from './queries';

const approved = ['APPROVED', 'PAID', 'CLOSED'];

/** The viewer's passports: what to show, those that were issued, and the end of one. */
export default function MyPassports() {
  return (
    <MeFrame title="me.passports">
      <Loaded />
      <SeeQuery document={myPassports} />
    </MeFrame>
  );
}

function Loaded() {
  const { data, error, again } = useData(myPassports, {});
  const { busy, refusals, run } = useAction();
  const [sure, setSure] = useState('');
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const awards = data.myCreditAwards.filter(({ state }) => approved.includes(state));
  const issue = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const on = (name: string) => given.has(name);
    const input = { name: on('name'), hours: on('hours'), directions: on('directions'), years: on('years'), awards: given.getAll('award').map(String), locale: language };
    if (await run(issuePassport, input)) again();
  };
  const revoke = async (passportId: string) => {
    if (!(await run(revokePassport, { passportId }))) return;
    setSure('');
    again();
  };
  return (
    <>
      <section className={layout['section']} aria-labelledby="new">
        <h2 id="new">{text('me.passports.new')}</h2>
        <p className={form['quiet']}>{text('me.passports.about')}</p>
        <form className={form['form']} onSubmit={(event) => void issue(event)}>
          <fieldset>
            <legend className={form['legend']}>{text('me.passports.show')}</legend>
            <div className={form['choices']}>
              <Check label={text('me.passports.name')} name="name" defaultChecked />
              <Check label={text('passport.hours')} name="hours" defaultChecked />
              <Check label={text('me.passports.directions')} name="directions" />
              <Check label={text('me.passports.years')} name="years" />
              {awards.map(({ id, fiscalYear, credits, organization }) => (
                <Check
                  key={id}
                  label={text('me.passports.award', { university: organization.name, year: String(fiscalYear), credits })}
                  name="award"
                  value={id}
                />
              ))}
            </div>
          </fieldset>
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={busy}>
              {text('me.passports.issue')}
            </Button>
          </div>
        </form>
      </section>
      {data.myPassports.length > 0 && (
        <section className={layout['section']} aria-labelledby="issued">
          <h2 id="issued">{text('me.passports.issued')}</h2>
          <ul className={form['list']}>
            {data.myPassports.map(({ id, number, state, revokedAt, shows }) => (
              <li key={id}>
                <div>
                  <Link href={`/passports/${number}`}>{text('me.passports.of', { time: momentHere(shows.issuedAt) })}</Link>
                  <p className={form['quiet']}>{revokedAt ? text('passport.revokedAt', { time: momentHere(revokedAt) }) : text(`passport.state.${state}`)}</p>
                </div>
                {state === 'GOOD' && sure !== id && (
                  <Button kind="quiet" onClick={() => setSure(id)}>
                    {text('me.passports.revoke')}
                  </Button>
                )}
                {sure === id && (
                  <div className={form['sure']}>
                    <p>{text('me.passports.sure')}</p>
                    <div className={form['steps']}>
                      <Button busy={busy} onClick={() => void revoke(id)}>
                        {text('me.passports.revoke')}
                      </Button>
                      <Button kind="quiet" onClick={() => setSure('')}>
                        {text('app.back')}
                      </Button>
                    </div>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
