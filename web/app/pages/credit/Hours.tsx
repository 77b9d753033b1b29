import { useEffect } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useFollowed } from '../../api/use-data';
import { Counter, Counters } from '../../parts/Counter';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { Ledger } from '../hours/Ledger';
import { MeFrame } from '../me/MeFrame';
import { hours, money } from './amounts';
import { Claim } from './Claim';
import style from './credit.module.css';
import { Enrollments } from './Enrollments';
import { mineLive, mineNow } from './queries';
import { RuleBounds } from './RuleBounds';
import { SeatPanel } from './SeatPanel';
import { Stages } from './Stages';
import { useYear, YearSelect } from './YearSelect';

export type Mine = ResultOf<typeof mineNow>['myCredit'];

/** What the viewer's hours are worth as student credit: where they study, their seat, what they can claim, and what becomes of it. */
export default function Hours() {
  return (
    <MeFrame title="credit.mine">
      <Loaded />
    </MeFrame>
  );
}

function Loaded() {
  const { year } = useYear();
  const variables = { fiscalYear: year };
  const { data, error, again } = useFollowed(mineNow, mineLive, variables);
  const there = data !== undefined;
  // What a link leads to is there only now.
  useEffect(() => {
    if (there && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [there]);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const mine = data.myCredit;
  const { rules } = mine;
  const studies = mine.enrollments.filter(({ state }) => state === 'CONFIRMED');
  return (
    <>
      <section className={layout['section']}>
        <p className={layout['lead']}>{text('credit.mine.about')}</p>
        <YearSelect />
        <Counters>
          <Counter main value={Math.floor(mine.usableMinutes / 60)} label="credit.usable" />
          <Counter value={Math.floor(mine.awardedMinutes / 60)} label="credit.awarded.hours" href="#awards" />
          <Counter value={mine.awardedCredits} label="credit.awarded.credits" href="#awards" />
          <Counter value={Number(mine.awardedAmount)} label="credit.awarded.money" href="#awards" />
        </Counters>
      </section>
      <Enrollments enrollments={mine.enrollments} again={again} />
      {studies.map(({ id, organization }) => (
        <SeatPanel key={id} mine={mine} organization={organization} />
      ))}
      {studies.length > 0 && <Claim mine={mine} />}
      <section className={layout['section']} aria-labelledby="awards">
        <h2 id="awards">{text('credit.awards')}</h2>
        {mine.awards.length === 0 && <Notice>{text('credit.awards.empty')}</Notice>}
        <ul className={style['cards']}>
          {[...mine.awards].reverse().map((award) => (
            <li key={award.id} className={style['card']} data-award={award.state}>
              <div className={style['head']}>
                <h3>{award.organization.name}</h3>
                <span className={style['state']}>{text(`credit.state.${award.state}`)}</span>
              </div>
              <p className={style['worth']}>
                {hours(award.minutes)} · {text('credit.credits', { count: award.credits })} · {money(award.amount)}
              </p>
              {!award.reserved && !['REJECTED', 'REVERSED'].includes(award.state) && <p className={style['late']}>{text('credit.unreserved')}</p>}
              {award.offsetDiscipline && (
                <p>{text('credit.offset.for', { discipline: award.offsetDiscipline, count: award.offsetCredits ?? 0 })}</p>
              )}
              <Stages award={award} />
            </li>
          ))}
        </ul>
      </section>
      {rules && (
        <section className={layout['section']} aria-labelledby="rules">
          <h2 id="rules">{text('credit.rules')}</h2>
          <ul>
            {rules.tiers.map(({ minutes, amount, credits }) => (
              <li key={minutes}>{text('credit.tier', { hours: hours(minutes), amount: money(amount), count: credits })}</li>
            ))}
          </ul>
          <RuleBounds rules={rules} />
          <p className={style['quiet']}>
            {text('credit.rules.caps', { hours: hours(rules.capMinutes), count: rules.capCredits, days: rules.claimDays })}{' '}
            {text('credit.rules.since', { date: dateInWords(rules.appliesFrom) })}
          </p>
        </section>
      )}
      <SeeQuery document={mineLive} variables={variables} />
      <Ledger />
    </>
  );
}
