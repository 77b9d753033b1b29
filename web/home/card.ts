import { playgroundLink } from '../shared/playground-link';
import type { Counts } from './counts';
import { eventTime } from './dates';
import { element } from './elements';
import { capacitySubscription, type NetworkEvent } from './events';
import { Ring } from './ring';
import { text } from './texts';

const glow = 1000;

/** One event: its places ring, the same numbers in words, and what it is. */
export class Card {
  readonly element: HTMLElement;
  private readonly ring: Ring;
  private readonly places = element('p', { class: 'places' });
  private readonly offered = element('p', { class: 'offered' });
  private shown: Counts;
  private glowing: ReturnType<typeof setTimeout> | undefined;

  constructor(event: NetworkEvent) {
    this.ring = new Ring(event.id);
    this.shown = event.live;
    this.element = element(
      'article',
      { class: 'card' },
      this.ring.element,
      element(
        'div',
        { class: 'card-text' },
        this.places,
        this.offered,
        element('h3', {}, event.title),
        element('p', {}, element('time', { datetime: event.startsAt }, when(event))),
        element('p', {}, [event.organization.name, event.region?.name].filter(Boolean).join(' · ')),
        element(
          'p',
          { class: 'card-link' },
          element('a', { href: playgroundLink(capacitySubscription(event.id)) }, text('home.events.subscription')),
        ),
      ),
    );
    this.render();
  }

  /** Shows newer numbers, with a glow; an older version can come from a slower path and is left alone. */
  changed(counts: Counts): void {
    if (counts.version <= this.shown.version) return;
    this.shown = counts;
    this.render();
    this.glow();
  }

  gone(): void {
    this.places.textContent = text('home.state.gone');
    this.offered.textContent = '';
    this.element.classList.add('ended');
  }

  private render(): void {
    const { state, available, capacity, waitlisted, held } = this.shown;
    this.ring.show(this.shown);
    this.element.classList.toggle('ended', state !== 'PUBLISHED');
    if (state === 'CANCELLED') this.places.textContent = text('home.state.cancelled');
    else if (state !== 'PUBLISHED') this.places.textContent = text('home.state.over');
    else this.places.textContent = text('home.places.free', { available, capacity, waitlisted });
    this.offered.textContent = held > 0 && state === 'PUBLISHED' ? text('home.places.offered', { held }) : '';
  }

  private glow(): void {
    clearTimeout(this.glowing);
    this.element.classList.add('changed');
    this.glowing = setTimeout(() => this.element.classList.remove('changed'), glow);
  }
}

function when({ startsAt, endsAt, timeZone }: NetworkEvent): string {
  return eventTime(startsAt, endsAt, timeZone);
}
