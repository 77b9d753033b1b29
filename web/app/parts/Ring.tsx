import { useId } from 'react';
import { type RingCounts, ringPieces, ringSize, shortNumber } from '../../shared/ring';
import style from './ring.module.css';
import { useChanged } from './use-changed';

interface Props {
  counts: RingCounts & { available: number; waitlisted: number };
  size?: 'tile' | 'card' | 'large';
  /** What cannot be taken any more is grey. */
  ended?: boolean;
}

/**
 * The places ring, the mark of the product: the same on a card, an event, a region and in the widget. It always stands
 * beside the same numbers in words, so it is hidden from screen readers.
 */
export function Ring({ counts, size = 'card', ended = false }: Props) {
  const hatch = useId();
  const changed = useChanged(`${counts.available} ${counts.held} ${counts.confirmed} ${counts.waitlisted}`);
  const label = shortNumber(counts.available);
  const classes = [style['ring'], style[size], ended && style['ended'], changed && style['changed']];
  return (
    <span className={classes.filter(Boolean).join(' ')} data-ring aria-hidden="true">
      <svg viewBox={`0 0 ${ringSize} ${ringSize}`} focusable="false">
        <defs>
          <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={style['ground']} width="4" height="4" />
            <rect className={style['line']} width="2" height="4" />
          </pattern>
        </defs>
        {counts.capacity === 0 && <circle className={style['none']} cx="50" cy="50" r="42" />}
        {ringPieces(counts).map(({ place, path }, index) => (
          <path
            key={index}
            className={style[place]}
            d={path}
            {...(place === 'held' && { fill: `url(#${hatch})` })}
          />
        ))}
        <text x="50" y="51" className={label.length > 3 ? style['long'] : style['number']}>
          {label}
        </text>
      </svg>
      {counts.waitlisted > 0 && <span className={style['queue']}>{shortNumber(counts.waitlisted)}</span>}
    </span>
  );
}
