import { Link } from 'wouter';
import card from '../../parts/card.module.css';
import { dateInWords, eventTime } from '../../text/dates';
import { text } from '../../text/text';
import { hours } from '../credit/amounts';
import { type Entry, zone } from './types';

/** A line of the ledger in words: how long, when, at what, and how well it is proven. */
export function EntryLine({ entry, whose }: { entry: Entry; whose: 'person' | 'organization' }) {
  const { volunteer, organization, event, date, startsAt, endsAt, minutes, evidence, source, state, takenBack, description, reason } = entry;
  const name = volunteer ? `${volunteer.familyName} ${volunteer.givenName} · ${volunteer.publicNumber}` : text('desk.unknown');
  return (
    <div>
      <p>
        <strong className="tabular">{hours(minutes)}</strong> · {whose === 'organization' ? name : organization?.name}
      </p>
      <p className={card['quiet']}>
        {startsAt && endsAt ? eventTime(startsAt, endsAt, event?.timeZone ?? zone) : dateInWords(date)}
        {event && (
          <>
            {' · '}
            <Link href={`/events/${event.id}`}>{event.title}</Link>
          </>
        )}
      </p>
      <p>
        <span className={card['state']}>{text(`hours.state.${takenBack ? 'TAKEN_BACK' : state}`)}</span>{' '}
        {text('hours.evidence', { evidence: text(`credit.evidence.${evidence as 0}`) })}
        {source !== 'ATTENDANCE' && ` · ${text(`hours.source.${source}`)}`}
      </p>
      {description && <p className={card['said']}>{description}</p>}
      {reason && <p className={card['said']}>{text('mentoring.reason', { reason })}</p>}
    </div>
  );
}
