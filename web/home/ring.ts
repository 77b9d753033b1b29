import type { Counts } from './counts';
import { svgElement } from './elements';

const size = 100;
const center = 46;
const outer = 44;
const inner = 33;
const mostSegments = 24;
const gap = 0.05;

type Place = 'taken' | 'held' | 'free';

/**
 * The places ring: one segment a place up to 24, an arc beyond. Taken places are filled, held ones hatched, and the
 * queue is a number at the rim. It always stands beside the same numbers in words, so it is hidden from screen readers.
 */
export class Ring {
  readonly element: SVGSVGElement;
  private readonly places = svgElement('g');
  private readonly available = svgElement('text', { class: 'ring-available', x: center, y: center });
  private readonly queue = svgElement('g', { class: 'ring-queue' });
  private readonly hatch: string;

  constructor(id: string) {
    this.hatch = `hatch-${id}`;
    this.element = svgElement(
      'svg',
      { class: 'ring', viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true', focusable: 'false' },
      svgElement('defs', {}, hatchPattern(this.hatch)),
      this.places,
      this.available,
      this.queue,
    );
  }

  show(counts: Counts): void {
    this.places.replaceChildren(...this.segments(counts));
    this.available.textContent = short(counts.available);
    this.queue.replaceChildren(...(counts.waitlisted > 0 ? queueBadge(counts.waitlisted) : []));
  }

  private segments({ capacity, confirmed, held }: Counts): SVGElement[] {
    const taken = Math.min(confirmed, capacity);
    const heldEnd = Math.min(taken + held, capacity);
    if (capacity <= mostSegments) {
      return Array.from({ length: capacity }, (_, index) => {
        const place: Place = index < taken ? 'taken' : index < heldEnd ? 'held' : 'free';
        return this.segment(place, index / capacity, (index + 1) / capacity, capacity > 1 ? gap : 0);
      });
    }
    const arcs: [Place, number, number][] = [
      ['taken', 0, taken],
      ['held', taken, heldEnd],
      ['free', heldEnd, capacity],
    ];
    return arcs
      .filter(([, from, to]) => to > from)
      .map(([place, from, to]) => this.segment(place, from / capacity, to / capacity, 0));
  }

  /** One piece of the ring, from and to being fractions of a turn from the top. */
  private segment(place: Place, from: number, to: number, space: number): SVGElement {
    const start = from * 2 * Math.PI + space / 2;
    // A full circle would begin and end at one point and draw nothing.
    const end = Math.min(to * 2 * Math.PI - space / 2, start + 2 * Math.PI - 0.001);
    const large = end - start > Math.PI ? 1 : 0;
    const path = [
      `M${point(outer, start)}`,
      `A${outer} ${outer} 0 ${large} 1 ${point(outer, end)}`,
      `L${point(inner, end)}`,
      `A${inner} ${inner} 0 ${large} 0 ${point(inner, start)}`,
      'Z',
    ].join('');
    const shape = svgElement('path', { class: `place place-${place}`, d: path });
    if (place === 'held') shape.setAttribute('fill', `url(#${this.hatch})`);
    return shape;
  }
}

function hatchPattern(id: string): SVGElement {
  return svgElement(
    'pattern',
    { id, width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svgElement('rect', { class: 'hatch-ground', width: 4, height: 4 }),
    svgElement('rect', { class: 'hatch-line', width: 2, height: 4 }),
  );
}

function queueBadge(waitlisted: number): SVGElement[] {
  const label = short(waitlisted);
  const width = 14 + 7 * label.length;
  const [x, y] = [size - 1 - width / 2, 84];
  const box = { x: x - width / 2, y: y - 11, width, height: 22, rx: 11 };
  const number = svgElement('text', { x, y });
  number.textContent = label;
  return [svgElement('rect', box), number];
}

function short(count: number): string {
  return count > 999 ? '999+' : String(count);
}

function point(radius: number, angle: number): string {
  const [x, y] = [center + radius * Math.sin(angle), center - radius * Math.cos(angle)];
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
