import type { ResultOf } from '../../api/graphql';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import style from './credit.module.css';
import type { award } from './queries';

export type Award = ResultOf<typeof award>;

const way = ['CLAIMED', 'UNIVERSITY_CONFIRMED', 'APPROVED', 'PAID'] as const;

/** The way of an award: who did what when, where it is now and by when that is due, and what is ahead. */
export function Stages({ award: { steps, state, dueBy, overdue, reason } }: { award: Award }) {
  const ahead = ['REJECTED', 'REVERSED'].includes(state) ? [] : way.filter((one) => !steps.some(({ to }) => to === one));
  return (
    <>
      <ol className={style['stages']}>
        {steps.map(({ to, at, by }, index) => (
          <li key={to} className={style['done']}>
            <span className={index === steps.length - 1 ? style['now'] : undefined}>{text(`credit.step.${to as 'CLAIMED'}`)}</span>{' '}
            <span className={style['quiet']}>
              {text(`credit.by.${by}`)} · <time dateTime={at}>{momentHere(at)}</time>
            </span>
          </li>
        ))}
        {ahead.map((one, index) => (
          <li key={one}>
            {text(`credit.ahead.${one}`)}{' '}
            {index === 0 && dueBy && (
              <span className={overdue ? style['late'] : style['quiet']} data-due>
                {text(overdue ? 'credit.overdue.since' : 'credit.dueBy', { time: momentHere(dueBy) })}
              </span>
            )}
          </li>
        ))}
      </ol>
      {reason && <p>{text('credit.reason', { reason })}</p>}
    </>
  );
}
