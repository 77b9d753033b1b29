import { useState } from 'react';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { hours, money } from './amounts';
import { Change } from './Change';
import style from './credit.module.css';
import { policies } from './queries';
import { RuleBounds } from './RuleBounds';
import { useYear } from './YearSelect';

/** The rules of the year by their days, and new ones from a day on. */
export function Policies() {
  const { year, choose } = useYear();
  const { data, error, again } = useData(policies, { fiscalYear: year });
  const all = data?.creditPolicies ?? [];
  // The first rules of a year begin with the last ones of the year before: what those restrict is not lost between them.
  const { data: before } = useData(policies, { fiscalYear: year - 1 }, !data || all.length > 0);
  const [changing, setChanging] = useState(false);
  const known = all.length > 0 || before !== undefined;
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
            <RuleBounds rules={rules} />
            <p className={style['quiet']}>
              {text('credit.rules.caps', { hours: hours(rules.capMinutes), count: rules.capCredits, days: rules.claimDays })}{' '}
              {text('credit.rules.stages', { confirm: rules.confirmDays, approve: rules.approveDays, pay: rules.payDays, seat: rules.seatDays })}
            </p>
          </li>
        ))}
      </ul>
      {data && all.length === 0 && <p className={style['quiet']}>{text('credit.policies.none', { year: String(year) })}</p>}
      {changing && known ? (
        <Change
          key={year}
          last={all.at(-1) ?? before?.creditPolicies.at(-1)}
          done={(made) => {
            setChanging(false);
            if (made === undefined || made === year) again();
            else choose(made);
          }}
        />
      ) : (
        <div>
          <Button onClick={() => setChanging(true)}>{text('credit.policies.new')}</Button>
        </div>
      )}
      <SeeQuery document={policies} variables={{ fiscalYear: year }} />
    </section>
  );
}
