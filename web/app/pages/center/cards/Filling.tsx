import { Link } from 'wouter';
import { graphql, type ResultOf } from '../../../api/graphql';
import { EventCard } from '../../../parts/EventCard';
import { eventCard } from '../../../parts/event-card-fields';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import style from './cards.module.css';
import { nodes } from './nodes';

export const fillingCard = graphql(
  `
    fragment FillingCard on Query @_unmask {
      ahead: events(
        first: 40
        hasFreePlaces: true
        orderBy: [{ field: STARTS_AT, direction: ASC }]
        where: { regionID: $regionId, state: PUBLISHED, endsAtGT: $now }
      ) {
        totalCount
        edges {
          node {
            ...EventCard
          }
        }
      }
    }
  `,
  [eventCard],
);

const shown = 3;

/** The events of the region whose last places are being taken, each followed live. */
export function Filling({ of, center: { region } }: { of: ResultOf<typeof fillingCard>; center: Center }) {
  const share = ({ available, capacity }: { available: number; capacity: number }) => (capacity > 0 ? available / capacity : 1);
  const filling = nodes(of.ahead).sort((a, b) => share(a.live) - share(b.live)).slice(0, shown);
  return (
    <Card title={text('centerDesk.filling')} wide>
      {filling.length === 0 && <p>{text('centerDesk.filling.none')}</p>}
      <div className={style['events']}>
        {filling.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </div>
      <p>
        <Link href={`/events?region=${region.iso}&free=1`}>{text('centerDesk.filling.all', { count: of.ahead.totalCount })}</Link>
      </p>
    </Card>
  );
}
