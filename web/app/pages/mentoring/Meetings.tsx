import card from '../../parts/card.module.css';
import { dayInWords } from '../../text/dates';
import { text } from '../../text/text';
import style from './mentoring.module.css';
import type { Whole } from './types';

/** What was written down of the meetings, the newest first: for the two sides only. */
export function Meetings({ meetings }: { meetings: NonNullable<Whole['meetings']> }) {
  if (meetings.length === 0) return null;
  return (
    <details>
      <summary>{text('mentoring.meetings', { count: meetings.length })}</summary>
      <p className={card['quiet']}>{text('mentoring.meetings.private')}</p>
      <ol className={style['meetings']}>
        {meetings.map(({ id, heldAt, notes, side }) => (
          <li key={id} data-meeting={side}>
            <p className={card['quiet']}>
              <time dateTime={heldAt}>{dayInWords(heldAt)}</time> · {text(`mentoring.side.${side}`)}
            </p>
            <p className={card['said']}>{notes}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
