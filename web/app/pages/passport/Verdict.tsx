import type { ResultOf } from '../../api/graphql';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import style from './passport.module.css';
import type { verifyPassport } from './queries';

export type Check = NonNullable<ResultOf<typeof verifyPassport>['verifyPassport']['check']>;

const marks = { GOOD: '✓', ALTERED: '✕', REVOKED: '✕', EXPIRED: '!', DISTRUSTED_KEY: '✕', UNKNOWN_KEY: '?' } as const;

/** What was found of a passport, in words: the mark and the color only say it again. */
export function Verdict({ check }: { check: Check }) {
  const { state, revokedAt, shows } = check;
  const what = shows?.certificate ? text(`certificate.verdict.${state as 'GOOD'}`) : text(`passport.state.${state}`);
  return (
    <div className={`${style['verdict']} ${style[state]}`} role="status" data-state={state}>
      <span className={style['mark']} aria-hidden="true">
        {marks[state]}
      </span>
      <div>
        <h2>{what}</h2>
        <p>{text(`passport.state.${state}.about`)}</p>
        {revokedAt && <p>{text('passport.revokedAt', { time: momentHere(revokedAt) })}</p>}
      </div>
    </div>
  );
}
