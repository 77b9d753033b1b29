import { Link, useParams } from 'wouter';
import { useEventCounts } from '../../api/capacity';
import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import layout from '../../parts/layout.module.css';
import { Places } from '../../parts/Places';
import { Ring } from '../../parts/Ring';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { eventTime } from '../../text/dates';
import { language, text } from '../../text/text';
import style from './event.module.css';
import { eventQuery } from './queries';
import { ReportEvent } from './ReportEvent';
import { ShiftPanel } from './ShiftPanel';
import { useMine } from './use-mine';

export type EventNode = Extract<NonNullable<ResultOf<typeof eventQuery>['node']>, { __typename: 'Event' }>;

/** One event: its places, its shifts, and the viewer's own place on them. */
export default function EventPage() {
  const { id = '' } = useParams();
  const { data, error, again } = useData(eventQuery, { id });
  const event = data?.node?.__typename === 'Event' ? data.node : undefined;
  usePage(event?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  if (!event) return <NotFound />;
  return <EventView event={event} again={again} />;
}

function EventView({ event, again }: { event: EventNode; again: () => void }) {
  const counts = useEventCounts(event.id, event.live);
  const mine = useMine(event.shifts, again);
  const shown = counts ?? event.live;
  const state = counts ? counts.state : 'GONE';
  const [region, venue] = [event.region, event.venue ?? ''];
  // A venue in a city that is a region begins with the region's name.
  const city = region?.kind === 'CITY' && venue.startsWith(`${region.shortName},`);
  const where = [event.remote ? text('event.remote') : !city && region?.name, venue].filter(Boolean).join(', ');
  return (
    <div className={layout['page']} data-event={event.id}>
      <section className={layout['section']}>
        <Link href="/events" className={layout['crumb']}>
          {text('event.back')}
        </Link>
        <div className={style['headline']}>
          <Ring size="large" counts={shown} ended={state !== 'PUBLISHED'} />
          <div className={style['facts']}>
            <h1 {...(event.titleLocale !== language && { lang: event.titleLocale })}>{event.title}</h1>
            <div className={style['places']}>
              <Places counts={shown} state={state} />
            </div>
            <p>
              <time dateTime={event.startsAt}>{eventTime(event.startsAt, event.endsAt, event.timeZone)}</time>
            </p>
            {where && <p>{where}</p>}
            <p>
              <Link href={`/organizations/${event.organization.id}`}>{event.organization.name}</Link>
            </p>
            <ul className={layout['chips']}>
              {event.directions.map(({ id, code, name }) => (
                <li key={id}>
                  <Link href={`/directions/${code}`} className={layout['chip']}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        </div>
        {state === 'CANCELLED' && (
          <Notice kind="alert" title={text('event.cancelled')}>
            {event.cancellationReason}
          </Notice>
        )}
        {event.description && <p className={style['description']}>{event.description}</p>}
      </section>
      <section className={layout['section']} aria-labelledby="shifts">
        <h2 id="shifts">{text('event.shifts', { count: event.shifts.length })}</h2>
        <ul className={style['shifts']}>
          {event.shifts.map((shift) => (
            <li key={shift.id}>
              <ShiftPanel
                page={`/events/${event.id}`}
                timeZone={event.timeZone}
                shift={shift}
                counts={counts && 'shifts' in counts ? counts.shifts.find(({ shiftId }) => shiftId === shift.id) : undefined}
                mine={mine.on(shift.id)}
                mineKnown={mine.known}
                again={again}
              />
            </li>
          ))}
        </ul>
        <SeeQuery document={eventQuery} variables={{ id: event.id }} />
        <ReportEvent eventId={event.id} />
      </section>
    </div>
  );
}
