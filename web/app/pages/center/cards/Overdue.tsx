import { Link } from 'wouter';
import { graphql, type ResultOf } from '../../../api/graphql';
import card from '../../../parts/card.module.css';
import { dayInWords } from '../../../text/dates';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import style from './cards.module.css';
import type { mentoringCard } from './Mentoring';
import { nodes } from './nodes';
import type { projectsCard } from './Projects';

export const overdueCard = graphql(`
  fragment OverdueCard on Query @_unmask {
    unsettled: events(
      first: 5
      orderBy: [{ field: STARTS_AT, direction: ASC }]
      where: { regionID: $regionId, state: DONE, endsAtLT: $weekAgo }
    ) {
      totalCount
      edges {
        node {
          id
          title
          endsAt
          organization {
            id
            name
          }
        }
      }
    }
  }
`);

type Of = ResultOf<typeof overdueCard> & ResultOf<typeof mentoringCard> & ResultOf<typeof projectsCard>;

/** What should have been done by now, by the center and by others. */
export function Overdue({ of, center }: { of: Of; center: Center }) {
  const late = (by: 'CENTER' | 'ORGANIZATION') => nodes(of.lateProjects).filter(({ lateBy }) => lateBy === by).length;
  const events = nodes(of.unsettled);
  const lines = [
    { count: of.unanswered.totalCount, label: 'mentoring.unanswered.count', href: `/center/mentoring?organization=${center.id}` },
    { count: late('CENTER'), label: 'centerDesk.late.CENTER', href: `/center/projects?organization=${center.id}` },
    { count: late('ORGANIZATION'), label: 'centerDesk.late.ORGANIZATION', href: `/projects?region=${center.region.iso}&late=1` },
  ] as const;
  const overdue = lines.filter(({ count }) => count > 0);
  return (
    <Card title={text('centerDesk.overdue')} wide>
      {overdue.length === 0 && events.length === 0 && <p className={card['quiet']}>{text('centerDesk.overdue.none')}</p>}
      <ul className={style['lines']}>
        {overdue.map(({ count, label, href }) => (
          <li key={label} data-overdue={count}>
            <strong className={card['late']}>{count}</strong> <Link href={href}>{text(label, { count })}</Link>
          </li>
        ))}
        {events.length > 0 && (
          <li data-unsettled={of.unsettled.totalCount}>
            <strong className={card['late']}>{of.unsettled.totalCount}</strong> {text('centerDesk.unsettled', { count: of.unsettled.totalCount })}
            <ul className={style['inner']}>
              {events.map(({ id, title, endsAt, organization }) => (
                <li key={id}>
                  <Link href={`/desk/events/${id}/came`}>{title}</Link> <span className={card['quiet']}>{[organization.name, dayInWords(endsAt)].join(' · ')}</span>
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </Card>
  );
}
