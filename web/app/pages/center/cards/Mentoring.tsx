import { Link } from 'wouter';
import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import style from './cards.module.css';
import { nodes } from './nodes';

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
    maturity: mentorships(centerId: $centerId, first: 100) {
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
    maturityScale {
      level
      name
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
      <Maturity of={of} />
    </Card>
  );
}

/** The organizations by the level of their maturity, as it was assessed last. */
function Maturity({ of }: { of: Of }) {
  const latest = new Map<string, { name: string; level: number }>();
  for (const { mentee, maturityBefore, maturityAfter } of nodes(of.maturity)) {
    const level = maturityAfter ?? maturityBefore;
    // The newest comes first.
    if (level && !latest.has(mentee.id)) latest.set(mentee.id, { name: mentee.name, level });
  }
  if (latest.size === 0) return null;
  return (
    <dl className={style['levels']} aria-label={text('mentoring.maturity')}>
      {of.maturityScale.map(({ level, name }) => {
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
