import { Link } from 'wouter';
import { useEventCounts } from '../api/capacity';
import type { ResultOf } from '../api/graphql';
import { eventTime } from '../text/dates';
import { language, text } from '../text/text';
import style from './event-card.module.css';
import type { eventCard } from './event-card-fields';
import { Places } from './Places';
import { Ring } from './Ring';
import { useSeen } from './use-seen';

export type CardEvent = ResultOf<typeof eventCard>;

/** An event in a list: its places first, then what, when and where. The whole card is its link. */
export function EventCard({ event, heading: Heading = 'h3' }: { event: CardEvent; heading?: 'h2' | 'h3' }) {
  const [card, seen] = useSeen<HTMLElement>();
  const counts = useEventCounts(event.id, event.live, seen);
  const shown = counts ?? event.live;
  const ended = !counts || counts.state !== 'PUBLISHED';
  const where = event.remote ? text('event.remote') : event.region?.shortName;
  return (
    <article ref={card} className={style['card']} data-event={event.id}>
      <Ring counts={shown} ended={ended} />
      <div className={style['text']}>
        <Heading>
          <Link href={`/events/${event.id}`} {...(event.titleLocale !== language && { lang: event.titleLocale })}>
            {event.title}
          </Link>
        </Heading>
        <Places counts={shown} state={counts ? counts.state : 'GONE'} />
        <p className={style['when']}>
          <time dateTime={event.startsAt}>{eventTime(event.startsAt, event.endsAt, event.timeZone)}</time>
        </p>
        <p className={style['where']}>{[where, event.organization.name].filter(Boolean).join(' · ')}</p>
      </div>
    </article>
  );
}
