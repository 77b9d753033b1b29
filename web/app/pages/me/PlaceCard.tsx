import { Link } from 'wouter';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import { MyPlace } from '../event/MyPlace';
import type { MyPlaceNode } from './Me';
import style from './me.module.css';

/** One place or position of the viewer: when and where it is, and what they can do with it. */
export function PlaceCard({ place }: { place: Extract<MyPlaceNode, { id: string }> }) {
  const { shift } = place;
  const { event } = shift;
  const where = [event.remote ? text('event.remote') : event.region?.shortName, event.organization.name];
  return (
    <li className={style['card']} data-shift={shift.id}>
      <div className={style['about']}>
        <p className={style['when']}>{eventTime(shift.startsAt, shift.endsAt, event.timeZone)}</p>
        <h3>
          <Link href={`/events/${event.id}`}>{event.title}</Link>
        </h3>
        <p>{shift.title}</p>
        <p className={style['where']}>{where.filter(Boolean).join(' · ')}</p>
      </div>
      <MyPlace place={place} shift={shift} timeZone={event.timeZone} again={() => {}} />
    </li>
  );
}
