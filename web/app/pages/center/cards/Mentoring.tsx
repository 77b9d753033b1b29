import { Link } from 'wouter';
import { graphql, type ResultOf } from '../../../api/graphql';
import { ofConnection, useList } from '../../../api/use-rest';
import { useTold } from '../../../api/use-told';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import style from './cards.module.css';

export const mentoringCard = graphql(`
  fragment MentoringCard on Query @_unmask {
    asked: mentorships(centerId: $centerId, state: REQUESTED, first: 1) {
      totalCount
    }
    unanswered: mentorships(centerId: $centerId, unanswered: true, first: 1) {
      totalCount
    }
    helped: mentorships(centerId: $centerId, state: ACTIVE, first: 1) {
      totalCount
    }
  }
`);

/** Each time that a center assessed an organization, the newest first. */
const assessed = graphql(`
  query Assessed($centerId: ID!, $after: Cursor) {
    maturityScale {
      level
      name
    }
    mentorships(centerId: $centerId, first: 100, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          maturityBefore
          maturityAfter
          mentee {
            id
            name
          }
        }
      }
    }
  }
`);

type Of = ResultOf<typeof mentoringCard>;

/** Who asks for help, who is helped, and how mature those organizations are. */
export function Mentoring({ of, center }: { of: Of; center: Center }) {
  const list = `/center/mentoring?organization=${center.id}`;
  return (
    <Card title={text('mentoring.title')}>
      <Counters>
        <Counter value={of.asked.totalCount} label="centerDesk.asked" href={list} />
        <Counter value={of.helped.totalCount} label="centerDesk.helped" href={list} />
      </Counters>
      <Maturity centerId={center.id} />
    </Card>
  );
}

/** The organizations by the level of their maturity, as it was assessed last. */
function Maturity({ centerId }: { centerId: string }) {
  // All of them: which assessment of an organization was the last one follows from all that it had.
  const { data, again, list } = useList(assessed, { centerId }, ({ mentorships }) => ofConnection(mentorships), { wanted: Infinity });
  useTold(again);
  const latest = new Map<string, { name: string; level: number }>();
  for (const { mentee, maturityBefore, maturityAfter } of list.rows) {
    const level = maturityAfter ?? maturityBefore;
    // The newest comes first.
    if (level && !latest.has(mentee.id)) latest.set(mentee.id, { name: mentee.name, level });
  }
  if (!data || latest.size === 0) return null;
  return (
    <dl className={style['levels']} aria-label={text('mentoring.maturity')}>
      {data.maturityScale.map(({ level, name }) => {
        const there = [...latest].filter(([, one]) => one.level === level);
        if (there.length === 0) return null;
        return (
          <div key={level} data-level={level}>
            <dt>
              {level}. {name}
            </dt>
            <dd>
              {there.map(([id, one], index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <Link href={`/organizations/${id}`}>{one.name}</Link>
                </span>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
