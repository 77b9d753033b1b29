import { Link } from 'wouter';
import { ButtonLink } from '../../parts/Button';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import { MyPlace } from '../event/MyPlace';
import type { MyPlaceNode } from './Me';
import style from './me.module.css';

const hours = 3_600_000;

/** Whether one may be on the way to a shift, or there. */
const isNear = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  Date.parse(startsAt) - 3 * hours < Date.now() && Date.now() < Date.parse(endsAt) + 3 * hours;

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
      {'signupState' in place && ['CONFIRMED', 'CHECKED_IN'].includes(place.signupState) && isNear(shift) && (
        <ButtonLink kind="primary" href={`/check-in?shift=${shift.id}`}>
          {text('checkin.title')}
        </ButtonLink>
      )}
      <MyPlace place={place} shift={shift} timeZone={event.timeZone} again={() => {}} />
    </li>
  );
}
