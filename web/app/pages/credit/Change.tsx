import { type FormEvent, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { Failed, Loading } from '../../parts/states';
import { dayInKazakhstan } from '../../text/dates';
import { text } from '../../text/text';
import desk from '../desk/desk.module.css';
import { choicesQuery } from '../events/queries';
import style from './credit.module.css';
import { setPolicy } from './programme-queries';
import type { policies } from './queries';

type Rules = ResultOf<typeof policies>['creditPolicies'][number];

const days = ['claimDays', 'seatDays', 'confirmDays', 'approveDays', 'payDays'] as const;
const usual = { claimDays: 120, seatDays: 30, confirmDays: 10, approveDays: 10, payDays: 20 };
const mostTiers = 10;

interface Props {
  /** The rules from which the new ones begin. */
  last: Rules | undefined;
  /** Closes it, with the year of the rules that were set. */
  done: (year?: number) => void;
}

/** New rules from a day on: what is not changed of the last ones holds on. */
export function Change({ last, done }: Props) {
  const { data, error, again } = useData(choicesQuery, {});
  const { busy, refusals, run } = useAction();
  const set = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const whole = (name: string) => Number(given.get(name));
    const each = (name: string) => given.getAll(name).map(String);
    const appliesFrom = String(given.get('from'));
    const fiscalYear = Number(appliesFrom.slice(0, 4));
    const [amounts, credits] = [each('amount'), each('credits')];
    const made = await run(setPolicy, {
      fiscalYear,
      appliesFrom,
      capHours: whole('capHours'),
      capCredits: whole('capCredits'),
      minEvidence: whole('evidence'),
      directions: each('direction') as Rules['directions'],
      ...Object.fromEntries(days.map((name) => [name, whole(name)])),
      tiers: each('hours').map((hours, i) => ({ hours: Number(hours), amount: amounts[i] ?? '', credits: Number(credits[i]) })),
    });
    if (made) done(fiscalYear);
  };
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={3} />;
  return (
    <form className={form['form']} onSubmit={(event) => void set(event)} aria-label={text('credit.policies.new')}>
      <Field label={text('credit.policies.from')} name="from" type="date" min={dayInKazakhstan(1)} defaultValue={dayInKazakhstan(1)} required />
      <Tiers last={last?.tiers ?? []} />
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
      <div className={desk['choices']} role="group" aria-labelledby="policy-directions">
        <span id="policy-directions" className={desk['choice']}>
          {text('credit.field.directions')}
        </span>
        {data.directions.map(({ id, code, name }) => (
          <Check key={id} label={name} name="direction" value={code} defaultChecked={last?.directions.some((one) => one === code)} />
        ))}
      </div>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('desk.save')}
        </Button>
        <Button onClick={() => done()}>{text('app.back')}</Button>
      </div>
    </form>
  );
}

interface Row {
  key: number;
  /** What it was; undefined for a new one. */
  tier: Rules['tiers'][number] | undefined;
}

/** What hours are worth, step by step. */
function Tiers({ last }: { last: Rules['tiers'] }) {
  const [rows, setRows] = useState<Row[]>(last.length > 0 ? last.map((tier, key) => ({ key, tier })) : [{ key: 0, tier: undefined }]);
  const [next, setNext] = useState(mostTiers);
  const add = () => {
    setRows([...rows, { key: next, tier: undefined }]);
    setNext(next + 1);
  };
  return (
    <>
      {rows.map(({ key, tier }, index) => (
        <div key={key} className={style['tier']} role="group" aria-label={text('credit.tier.number', { number: index + 1 })}>
          <Field label={text('credit.field.hours')} name="hours" type="number" min={1} required defaultValue={tier ? tier.minutes / 60 : ''} />
          <Field label={text('credit.field.amount')} name="amount" inputMode="numeric" pattern="\d+" required defaultValue={tier?.amount} />
          <Field label={text('credit.field.credits')} name="credits" type="number" min={0} required defaultValue={tier?.credits} />
          {rows.length > 1 && (
            <Button kind="quiet" onClick={() => setRows(rows.filter((one) => one.key !== key))}>
              {text('credit.tier.remove')}
            </Button>
          )}
        </div>
      ))}
      {rows.length < mostTiers && (
        <div>
          <Button kind="quiet" onClick={add}>
            {text('credit.tier.add')}
          </Button>
        </div>
      )}
    </>
  );
}
