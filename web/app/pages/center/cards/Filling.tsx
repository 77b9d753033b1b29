import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { graphql } from '../../../api/graphql';
import { useData } from '../../../api/use-data';
import { EventCard } from '../../../parts/EventCard';
import { eventCard } from '../../../parts/event-card-fields';
import { text } from '../../../text/text';
import { useNetwork } from '../../network/use-network';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import style from './cards.module.css';
import { nodes } from './nodes';

const filling = graphql(
  `
    query Filling($regionId: ID!, $now: DateTime!) {
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

/** The events of the region whose last places are being taken, each followed live; which those are is asked again when places of the region changed. */
export function Filling({ center: { region }, now }: { center: Center; now: string }) {
  const { data, again } = useData(filling, { regionId: region.id, now });
  const { stats } = useNetwork({ region: region.id });
  const places = stats && `${stats.totals.events} ${stats.totals.takenPlaces} ${stats.totals.freePlaces}`;
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (places !== undefined && before.current !== undefined && places !== before.current) again();
    before.current = places ?? before.current;
  }, [places]);
  const share = ({ available, capacity }: { available: number; capacity: number }) => (capacity > 0 ? available / capacity : 1);
  const events = data ? nodes(data.ahead).sort((a, b) => share(a.live) - share(b.live)).slice(0, shown) : [];
  return (
    <Card title={text('centerDesk.filling')} wide>
      {data && events.length === 0 && <p>{text('centerDesk.filling.none')}</p>}
      <div className={style['events']}>
        {events.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </div>
      {data && (
        <p>
          <Link href={`/events?region=${region.iso}&free=1`}>{text('centerDesk.filling.all', { count: data.ahead.totalCount })}</Link>
        </p>
      )}
    </Card>
  );
}
