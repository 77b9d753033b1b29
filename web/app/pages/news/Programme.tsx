import { useEventCounts } from '../../api/capacity';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import { Places } from '../../parts/Places';
import { eventTime } from '../../text/dates';
import type { EventNode } from '../event/EventPage';
import { eventQuery } from '../event/queries';
import { ShiftPanel } from '../event/ShiftPanel';
import { useMine } from '../event/use-mine';
import { type Campaign, zone } from './queries';

type Session = Campaign['sessions'][number];

/** The programme of a forum. Where one signs up for a session, it stands beside it, as on the page of an event. */
export function Programme({ campaign }: { campaign: Campaign }) {
  const eventId = campaign.event?.id ?? '';
  const { data, again } = useData(eventQuery, { id: eventId }, !eventId);
  const event = data?.node?.__typename === 'Event' ? data.node : undefined;
  if (event) return <Open campaign={campaign} event={event} again={again} />;
  return (
    <ol className={card['cards']}>
      {campaign.sessions.map((session) => (
        <li key={session.id} data-session={session.id}>
          <Line session={session} />
        </li>
      ))}
    </ol>
  );
}

function Open({ campaign, event, again }: { campaign: Campaign; event: EventNode; again: () => void }) {
  const counts = useEventCounts(event.id, event.live);
  const mine = useMine(event.shifts, again);
  return (
    <ol className={card['cards']}>
      {campaign.sessions.map((session) => {
        const shift = event.shifts.find(({ id }) => id === session.shift?.id);
        return (
          <li key={session.id} data-session={session.id}>
            {shift ? (
              <ShiftPanel
                page={`/campaigns/${campaign.id}`}
                timeZone={zone}
                shift={shift}
                counts={counts && 'shifts' in counts ? counts.shifts.find(({ shiftId }) => shiftId === shift.id) : undefined}
                mine={mine.on(shift.id)}
                mineKnown={mine.known}
                again={again}
              >
                {session.hall && <p className={card['quiet']}>{session.hall}</p>}
                {session.description && <p>{session.description}</p>}
              </ShiftPanel>
            ) : (
              <Line session={session} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A session for which one need not sign up, or cannot just now. */
function Line({ session: { title, description, hall, startsAt, endsAt, shift } }: { session: Session }) {
  return (
    <article className={card['card']}>
      <h3>{title}</h3>
      <p className="tabular">{eventTime(shift?.startsAt ?? startsAt, shift?.endsAt ?? endsAt, zone)}</p>
      {hall && <p className={card['quiet']}>{hall}</p>}
      {description && <p>{description}</p>}
      {shift && <Places counts={shift} state={shift.state} />}
    </article>
  );
}
