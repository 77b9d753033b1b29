/** The numbers that a places ring shows. */
export interface RingCounts {
  capacity: number;
  confirmed: number;
  held: number;
}

export type RingPlace = 'taken' | 'held' | 'free';

export const ringSize = 100;
const center = 50;
const outer = 48;
const inner = 36;
const mostSegments = 24;
const gap = 0.06;

/**
 * The pieces of a places ring in a square of 100: one segment a place up to 24, an arc beyond. Taken places are filled,
 * held ones hatched.
 */
export function ringPieces({ capacity, confirmed, held }: RingCounts): { place: RingPlace; path: string }[] {
  const taken = Math.min(confirmed, capacity);
  const heldEnd = Math.min(taken + held, capacity);
  if (capacity <= mostSegments) {
    return Array.from({ length: capacity }, (_, index) => ({
      place: index < taken ? ('taken' as const) : index < heldEnd ? ('held' as const) : ('free' as const),
      path: piece(index / capacity, (index + 1) / capacity, capacity > 1 ? gap : 0),
    }));
  }
  const arcs: [RingPlace, number, number][] = [
    ['taken', 0, taken],
    ['held', taken, heldEnd],
    ['free', heldEnd, capacity],
  ];
  return arcs
    .filter(([, from, to]) => to > from)
    .map(([place, from, to]) => ({ place, path: piece(from / capacity, to / capacity, 0) }));
}

/** One piece of the ring, from and to being fractions of a turn from the top. */
function piece(from: number, to: number, space: number): string {
  const start = from * 2 * Math.PI + space / 2;
  // A full circle would begin and end at one point and draw nothing.
  const end = Math.min(to * 2 * Math.PI - space / 2, start + 2 * Math.PI - 0.001);
  const large = end - start > Math.PI ? 1 : 0;
  return [
    `M${point(outer, start)}`,
    `A${outer} ${outer} 0 ${large} 1 ${point(outer, end)}`,
    `L${point(inner, end)}`,
    `A${inner} ${inner} 0 ${large} 0 ${point(inner, start)}`,
    'Z',
  ].join('');
}

function point(radius: number, angle: number): string {
  const [x, y] = [center + radius * Math.sin(angle), center - radius * Math.cos(angle)];
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

/** A number short enough to stand in a ring. */
export function shortNumber(count: number): string {
  return count > 9999 ? `${Math.floor(count / 1000)}k` : String(count);
}
