import type { ResultOf } from '../../api/graphql';
import { Counter, Counters } from '../../parts/Counter';
import layout from '../../parts/layout.module.css';
import { Notice } from '../../parts/states';
import { text } from '../../text/text';
import { money } from './amounts';
import style from './credit.module.css';
import type { pipelineNow } from './desk-queries';
import { Seats } from './SeatPanel';

type Numbers = ResultOf<typeof pipelineNow>['creditPipeline'];

/** Where the awards of a university stand, and what it has. */
export function Pipeline({ pipeline }: { pipeline: Numbers }) {
  const { byState, budget, committed, paid, freeMoney, organization } = pipeline;
  const overdue = byState.reduce((sum, one) => sum + one.overdue, 0);
  return (
    <section className={layout['section']} aria-labelledby="pipeline">
      <h2 id="pipeline">{text('credit.pipeline', { year: String(pipeline.fiscalYear) })}</h2>
      <Counters>
        {byState.map(({ state, awards }, index) => (
          <Counter key={state} main={index === 0} value={awards} label={`credit.state.${state}`} href="#awards" />
        ))}
      </Counters>
      {overdue > 0 && (
        <p className={style['late']} data-overdue={overdue}>
          {text('credit.overdue.count', { count: overdue })}
        </p>
      )}
      {budget ? (
        <>
          <Seats budget={budget} name={organization.name} />
          <p className={style['figures']}>
            <span>{text('credit.money.all', { amount: money(budget.money) })}</span>
            <span>{text('credit.money.committed', { amount: money(committed) })}</span>
            <span>{text('credit.money.paid', { amount: money(paid) })}</span>
            <span>{text('credit.money.free', { amount: money(freeMoney) })}</span>
          </p>
        </>
      ) : (
        <Notice>{text('credit.seat.none', { name: organization.name })}</Notice>
      )}
    </section>
  );
}
