import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { eventTime } from '../../text/dates';
import { shiftLine } from './queries';

/** Which shift it is, of which event, when; nothing until it is known. */
export function WhichShift({ id }: { id: string }) {
  const { data } = useData(shiftLine, { id });
  if (data?.node?.__typename !== 'Shift') return null;
  const { title, startsAt, endsAt, event } = data.node;
  return (
    <p>
      <Link href={`/events/${event.id}`}>{event.title}</Link> · {title} · {eventTime(startsAt, endsAt, event.timeZone)}
    </p>
  );
}
