import { Link } from 'wouter';
import { graphql, type ResultOf } from '../../../api/graphql';
import { ofConnection, useRest } from '../../../api/use-rest';
import card from '../../../parts/card.module.css';
import { More } from '../../../parts/More';
import { dayInWords } from '../../../text/dates';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import style from './cards.module.css';
import type { mentoringCard } from './Mentoring';
import type { projectsCard } from './Projects';

const unsettled = graphql(`
  fragment Unsettled on EventConnection @_unmask {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
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
`);

export const overdueCard = graphql(
  `
    fragment OverdueCard on Query @_unmask {
      unsettled: events(
        first: 5
        orderBy: [{ field: STARTS_AT, direction: ASC }]
        where: { regionID: $regionId, state: DONE, endsAtLT: $weekAgo }
      ) {
        ...Unsettled
      }
    }
  `,
  [unsettled],
);

const moreUnsettled = graphql(
  `
    query MoreUnsettled($regionId: ID!, $weekAgo: DateTime!, $after: Cursor) {
      events(
        first: 20
        after: $after
        orderBy: [{ field: STARTS_AT, direction: ASC }]
        where: { regionID: $regionId, state: DONE, endsAtLT: $weekAgo }
      ) {
        ...Unsettled
      }
    }
  `,
  [unsettled],
);

type Of = ResultOf<typeof overdueCard> & ResultOf<typeof mentoringCard> & ResultOf<typeof projectsCard>;

/** What should have been done by now, by the center and by others. */
export function Overdue({ of, center, weekAgo }: { of: Of; center: Center; weekAgo: string }) {
  const events = useRest({
    first: ofConnection(of.unsettled),
    answer: of,
    query: moreUnsettled,
    variables: (after) => ({ regionId: center.region.id, weekAgo, after }),
    of: (next) => ofConnection(next.events),
  });
  const lines = [
    { count: of.unanswered.totalCount, label: 'mentoring.unanswered.count', href: `/center/mentoring?organization=${center.id}` },
    { count: of.lateByCenter.totalCount, label: 'centerDesk.late.CENTER', href: `/projects?region=${center.region.iso}&late=CENTER` },
    { count: of.lateByOrganization.totalCount, label: 'centerDesk.late.ORGANIZATION', href: `/projects?region=${center.region.iso}&late=ORGANIZATION` },
  ] as const;
  const overdue = lines.filter(({ count }) => count > 0);
  return (
    <Card title={text('centerDesk.overdue')} wide>
      {overdue.length === 0 && events.total === 0 && <p className={card['quiet']}>{text('centerDesk.overdue.none')}</p>}
      <ul className={style['lines']}>
        {overdue.map(({ count, label, href }) => (
          <li key={label} data-overdue={label}>
            <strong className={card['late']}>{count}</strong> <Link href={href}>{text(label, { count })}</Link>
          </li>
        ))}
        {events.total > 0 && (
          <li data-unsettled={events.total}>
            <strong className={card['late']}>{events.total}</strong>{' '}
            <Link href={`/events?region=${center.region.iso}&past=1&unsettled=1`}>{text('centerDesk.unsettled', { count: events.total })}</Link>
            <ul className={style['inner']}>
              {events.rows.map(({ id, title, endsAt, organization }) => (
                <li key={id}>
                  <Link href={`/desk/events/${id}/came`}>{title}</Link> <span className={card['quiet']}>{[organization.name, dayInWords(endsAt)].join(' · ')}</span>
                </li>
              ))}
            </ul>
            <More list={events} />
          </li>
        )}
      </ul>
    </Card>
  );
}
