import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { dateInWords, dayInKazakhstan } from '../../text/dates';
import { text } from '../../text/text';
import { hours, money } from './amounts';
import style from './credit.module.css';
import { setPolicy } from './programme-queries';
import { policies } from './queries';

/** The rules of the year by their days, and new ones from a day on. */
export function Policies() {
  const { data, error, again } = useData(policies, {});
  const [changing, setChanging] = useState(false);
  const all = data?.creditPolicies ?? [];
  const last = all.at(-1);
  return (
    <section className={layout['section']} aria-labelledby="policies">
      <h2 id="policies">{text('credit.policies')}</h2>
      <p className={style['quiet']}>{text('credit.policies.about')}</p>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      <ul className={style['cards']}>
        {all.map((rules) => (
          <li key={rules.id} className={style['card']} data-policy={rules.number}>
            <h3>{text('credit.rules.since', { date: dateInWords(rules.appliesFrom) })}</h3>
            {rules.tiers.map(({ minutes, amount, credits }) => (
              <p key={minutes}>{text('credit.tier', { hours: hours(minutes), amount: money(amount), count: credits })}</p>
            ))}
            <p className={style['quiet']}>
              {text('credit.rules.caps', { hours: hours(rules.capMinutes), count: rules.capCredits, days: rules.claimDays })}{' '}
              {text('credit.rules.stages', { confirm: rules.confirmDays, approve: rules.approveDays, pay: rules.payDays, seat: rules.seatDays })}
            </p>
          </li>
        ))}
      </ul>
      {changing ? (
        <Change
          last={last}
          done={() => {
            setChanging(false);
            again();
          }}
        />
      ) : (
        <div>
          <Button onClick={() => setChanging(true)}>{text('credit.policies.new')}</Button>
        </div>
      )}
      <SeeQuery document={policies} />
    </section>
  );
}

interface Rules {
  capMinutes: number;
  capCredits: number;
  minEvidence: number;
  claimDays: number;
  seatDays: number;
  confirmDays: number;
  approveDays: number;
  payDays: number;
  tiers: { minutes: number; amount: string; credits: number }[];
}

const days = ['claimDays', 'seatDays', 'confirmDays', 'approveDays', 'payDays'] as const;
const usual = { claimDays: 120, seatDays: 30, confirmDays: 10, approveDays: 10, payDays: 20 };

function Change({ last, done }: { last: Rules | undefined; done: () => void }) {
  const { busy, refusals, run } = useAction();
  const tiers = [...(last?.tiers ?? []), { minutes: 0, amount: '', credits: 0 }].slice(0, 3);
  const set = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const whole = (name: string) => Number(given.get(name));
    const appliesFrom = String(given.get('from'));
    const made = await run(setPolicy, {
      fiscalYear: Number(appliesFrom.slice(0, 4)),
      appliesFrom,
      capHours: whole('capHours'),
      capCredits: whole('capCredits'),
      minEvidence: whole('evidence'),
      ...Object.fromEntries(days.map((name) => [name, whole(name)])),
      tiers: tiers
        .map((_, i) => ({ hours: whole(`hours${i}`), amount: String(given.get(`amount${i}`)), credits: whole(`credits${i}`) }))
        .filter((tier) => tier.hours > 0),
    });
    if (made) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void set(event)}>
      <Field label={text('credit.policies.from')} name="from" type="date" min={dayInKazakhstan(1)} defaultValue={dayInKazakhstan(1)} required />
      {tiers.map(({ minutes, amount, credits }, i) => (
        <div key={i} className={style['tiers']}>
          <Field label={text('credit.field.hours')} name={`hours${i}`} type="number" min={0} defaultValue={minutes ? minutes / 60 : ''} />
          <Field label={text('credit.field.amount')} name={`amount${i}`} inputMode="numeric" pattern="\d*" defaultValue={amount} />
          <Field label={text('credit.field.credits')} name={`credits${i}`} type="number" min={0} defaultValue={credits || ''} />
        </div>
      ))}
      <div className={form['pair']}>
        <Field label={text('credit.field.capHours')} name="capHours" type="number" min={1} required defaultValue={last ? last.capMinutes / 60 : 70} />
        <Field label={text('credit.field.capCredits')} name="capCredits" type="number" min={1} required defaultValue={last?.capCredits ?? 7} />
        <Select label={text('credit.field.evidence')} name="evidence" defaultValue={last?.minEvidence ?? 1}>
          {[0, 1, 2, 3, 4].map((one) => (
            <option key={one} value={one}>
              {text(`credit.evidence.${one as 0}`)}
            </option>
          ))}
        </Select>
        {days.map((name) => (
          <Field key={name} label={text(`credit.field.${name}`)} name={name} type="number" min={1} max={366} required defaultValue={last?.[name] ?? usual[name]} />
        ))}
      </div>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('desk.save')}
        </Button>
        <Button onClick={done}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
