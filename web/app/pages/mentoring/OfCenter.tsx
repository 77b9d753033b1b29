import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { ofConnection, useRest } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import { More } from '../../parts/More';
import { text } from '../../text/text';
import style from './mentoring.module.css';
import { moreMentees, type overview } from './queries';

/** What one support center did, and each organization that it helps or raised. */
export function OfCenter({ of }: { of: ResultOf<typeof overview>['mentoringOverview'][number] }) {
  const { center, active, completed, unanswered, goalsReached } = of;
  const mentees = useRest({
    first: ofConnection(center.mentees),
    answer: center,
    query: moreMentees,
    variables: (after) => ({ id: center.id, after }),
    of: ({ node }) => (node?.__typename === 'Organization' ? ofConnection(node.mentees) : undefined),
  });
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
      {mentees.total > 0 && (
        <details open={mentees.total < 4}>
          <summary>{text('mentoring.mentees', { count: mentees.total })}</summary>
          <ul className={style['mentees']}>
            {mentees.rows.map(({ id, state, mentee, focus, maturityBefore, maturityAfter, outcome, goalsChosen, goalsReached: reached }) => (
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
          <More list={mentees} />
        </details>
      )}
    </li>
  );
}
