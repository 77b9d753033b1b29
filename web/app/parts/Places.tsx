import { text } from '../text/text';
import style from './event-card.module.css';

interface Props {
  counts: { capacity: number; held: number; waitlisted: number; available: number };
  /** A state of an event or a shift; GONE when it is not public any more. */
  state: string;
}

/** The places in words: what the ring beside it shows. */
export function Places({ counts, state }: Props) {
  return (
    <p className={style['places']} data-places>
      {placesInWords(counts, state)}
      {counts.held > 0 && isOpen(state) && (
        <span className={style['offered']}> · {text('places.offered', { held: counts.held })}</span>
      )}
    </p>
  );
}

function isOpen(state: string): boolean {
  return state === 'PUBLISHED' || state === 'OPEN' || state === 'SCHEDULED' || state === 'DRAFT';
}

export function placesInWords({ available, capacity, waitlisted }: Props['counts'], state: string): string {
  if (state === 'CANCELLED') return text('places.cancelled');
  if (state === 'GONE') return text('places.gone');
  if (state === 'CLOSED') return text('places.closed');
  if (!isOpen(state)) return text('places.over');
  return text('places.free', { available, capacity, waitlisted });
}
