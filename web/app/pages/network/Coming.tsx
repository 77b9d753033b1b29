import { useMemo } from 'react';
import { Link } from 'wouter';
import type { VariablesOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { type CardEvent, EventCard } from '../../parts/EventCard';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { text } from '../../text/text';
import { comingEvents } from './queries';

interface Props {
  title: string;
  about?: string;
  where?: VariablesOf<typeof comingEvents>['where'];
  /** Those with the fewest places left, instead of those that begin next. */
  fillingUp?: boolean;
  /** Where all of them are listed. */
  all?: string;
}

const shown = 6;
const lookedAt = 48;

/** Upcoming events with free places, their numbers moving. */
export function Coming({ title, about, where = {}, fillingUp = false, all = '/events' }: Props) {
  // To the minute, so that coming back to the page finds what was asked.
  const from = useMemo(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString(), []);
  const variables = { first: fillingUp ? lookedAt : shown, where: { ...where, startsAtGT: from } };
  const { data, error, again } = useData(comingEvents, variables);
  const events = data?.events.edges?.flatMap((edge) => edge?.node ?? []) ?? [];
  return (
    <section className={layout['section']} aria-labelledby="coming">
      <h2 id="coming">{title}</h2>
      {about && <p className={layout['lead']}>{about}</p>}
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading />}
      {data && events.length === 0 && <Notice>{text('network.coming.empty')}</Notice>}
      <div className={layout['cards']}>
        {(fillingUp ? fullest(events) : events).map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </div>
      <div className={layout['links']}>
        <Link href={all} className={layout['crumb']}>
          {text('network.coming.all')}
        </Link>
        <SeeQuery document={comingEvents} variables={variables} />
      </div>
    </section>
  );
}

/** Of the events that begin next, those with the smallest part of their places left, in order of time. */
function fullest(events: CardEvent[]): CardEvent[] {
  const left = ({ live }: CardEvent) => live.available / Math.max(live.capacity, 1);
  const some = [...events].filter(({ live }) => live.available > 0).sort((a, b) => left(a) - left(b));
  return some.slice(0, shown).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
