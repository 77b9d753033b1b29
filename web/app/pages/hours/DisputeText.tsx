import { Link } from 'wouter';
import card from '../../parts/card.module.css';
import { eventTime, momentHere } from '../../text/dates';
import { text } from '../../text/text';
import type { Dispute } from './types';

/** What somebody says is not right, of which shift, and what was answered. */
export function DisputeText({ dispute, whose }: { dispute: Dispute; whose: 'person' | 'organization' }) {
  const { volunteer, signup, state, answer, createdAt } = dispute;
  return (
    <>
      <div className={card['head']}>
        <h3>
          {whose === 'organization' && (volunteer ? `${volunteer.familyName} ${volunteer.givenName} · ${volunteer.publicNumber}` : text('desk.unknown'))}
          {whose === 'person' && signup?.shift.event.title}
        </h3>
        <span className={card['state']}>{text(`hours.dispute.${state}`)}</span>
      </div>
      <p className={card['quiet']}>
        <time dateTime={createdAt}>{momentHere(createdAt)}</time>
        {signup && (
          <>
            {' · '}
            <Link href={`/events/${signup.shift.event.id}`}>{signup.shift.event.title}</Link>, {signup.shift.title},{' '}
            {eventTime(signup.shift.startsAt, signup.shift.endsAt, signup.shift.event.timeZone)} · {text(`signup.state.${signup.signupState}`)}
          </>
        )}
      </p>
      <p className={card['said']}>{dispute.text}</p>
      {answer && <p className={card['said']}>{text('hours.answered', { answer })}</p>}
    </>
  );
}
