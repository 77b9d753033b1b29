import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import card from '../../parts/card.module.css';
import { text } from '../../text/text';
import style from './mentoring.module.css';
import type { overview } from './queries';

/** What one support center did, and each organization that it helps or raised. */
export function OfCenter({ of }: { of: ResultOf<typeof overview>['mentoringOverview'][number] }) {
  const { center, active, completed, unanswered, goalsReached } = of;
  const mentees = (center.mentees.edges ?? []).flatMap((edge) => edge?.node ?? []);
  return (
    <li className={card['card']} data-center={center.id}>
      <div className={card['head']}>
        <h3>
          <Link href={`/organizations/${center.id}`}>{center.name}</Link>
        </h3>
        {unanswered > 0 && <strong className={card['late']}>{text('mentoring.waits', { count: unanswered })}</strong>}
      </div>
      <p className={card['figures']}>
        <span>{text('mentoring.of.active', { count: active })}</span>
        <span>{text('mentoring.of.completed', { count: completed })}</span>
        <span>{text('mentoring.of.reached', { count: goalsReached })}</span>
      </p>
      {mentees.length > 0 && (
        <details open={mentees.length < 4}>
          <summary>{text('mentoring.mentees', { count: center.mentees.totalCount })}</summary>
          <ul className={style['mentees']}>
            {mentees.map(({ id, state, mentee, focus, maturityBefore, maturityAfter, outcome, goalsChosen, goalsReached: reached }) => (
              <li key={id} data-mentee={mentee.id}>
                <p>
                  <Link href={`/organizations/${mentee.id}`}>{mentee.name}</Link> <span className={card['state']}>{text(`mentoring.state.${state}`)}</span>
                </p>
                <p className={card['quiet']}>
                  {[
                    focus?.name,
                    maturityBefore && maturityAfter && text('mentoring.grew', { before: maturityBefore, after: maturityAfter }),
                    goalsChosen > 0 && text('mentoring.goals.reached', { reached, chosen: goalsChosen }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                {outcome && <p className={card['said']}>{outcome}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
