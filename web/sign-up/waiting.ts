import { newKey } from '../app/api/new-key';
import { momentIn } from '../app/text/dates';
import { readLanguage } from '../shared/language';
import { follow } from '../widget/follow';
import type { Problem } from './api';
import { make, yesButton } from './dom';
import type { Mine, Place } from './mine';
import { word } from './words';

/** Where somebody waits: what is drawn there, and who is told what became of it. */
export interface Scene {
  eventId: string;
  timeZone: string;
  mine: Mine;
  show(...children: (Node | false | undefined)[]): void;
  /** What stands below: which event it is, and how to come back to it. */
  below(): HTMLElement[];
  problems(all: Problem[]): HTMLElement | undefined;
  unanswered(error: unknown): Problem;
  /** The wait is over. */
  became(place: Place): void;
}

/**
 * Somebody in the queue, for as long as their window is open: their position, the offer of a place with the time that
 * is left to answer it, and what became of it. What an event's places are is public and moves by itself: each change of
 * them is the moment to ask what one has.
 */
export class Waiting {
  readonly #scene: Scene;
  #place: Place;
  #declined = false;
  #asking = false;
  #asked = false;
  /** Nobody waits here any more: whose place it was, is asked no more either, as the session may have ended. */
  #over = false;
  #stop = () => {};
  #clock: ReturnType<typeof setInterval> | undefined;
  readonly #lost = make('p', { role: 'status' });

  constructor(scene: Scene, place: Place) {
    this.#scene = scene;
    this.#place = place;
  }

  begin(): void {
    this.#draw();
    this.#stop = follow(location.origin, this.#scene.eventId, readLanguage(), {
      counts: () => void this.#look(),
      state: ({ kind }) => (this.#lost.textContent = kind === 'lost' ? word('waiting.lost') : ''),
    });
  }

  /** Asks what one has now: once at a time, and again when places moved meanwhile. */
  async #look(): Promise<void> {
    this.#asked = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#asked && !this.#over) {
      this.#asked = false;
      try {
        this.#now(await this.#scene.mine.read());
      } catch {
        // The next change asks again; that the connection is lost is said.
      }
    }
    this.#asking = false;
  }

  #now(place: Place): void {
    const before = this.#place;
    if (place.state === before.state && place.position === before.position && place.until === before.until) return;
    this.#place = place;
    if (place.state === 'WAITING' || place.state === 'OFFERED') return this.#draw();
    this.#over = true;
    this.#stop();
    clearInterval(this.#clock);
    if (place.state !== 'NONE') return this.#scene.became(place);
    const why = this.#declined ? 'offer.declined' : before.state === 'OFFERED' ? 'offer.expired' : 'waiting.over';
    this.#scene.show(make('h1', { tabindex: '-1', 'data-result': 'NONE' }, word(why)), ...this.#scene.below());
    this.#scene.became(place);
  }

  #draw(problems: Problem[] = []): void {
    clearInterval(this.#clock);
    if (this.#place.state === 'OFFERED') return this.#offered(problems);
    this.#scene.show(
      make('h1', { tabindex: '-1', 'data-result': 'WAITING' }, word('done.WAITING', { position: this.#place.position ?? 0 })),
      make('p', {}, word('done.waiting.about')),
      make('p', {}, word('waiting.here')),
      this.#lost,
      ...this.#scene.below(),
    );
  }

  #offered(problems: Problem[]): void {
    const until = this.#place.until ?? '';
    const left = make('strong', { role: 'timer' });
    const tick = () => {
      const milliseconds = Date.parse(until) - Date.now();
      left.textContent = milliseconds > 0 ? timeLeft(milliseconds) : word('offer.expired');
      if (milliseconds > 0) return;
      clearInterval(this.#clock);
      take.remove();
      decline.remove();
    };
    const take = yesButton(word('offer.take'), () => void this.#answer(true));
    const decline = make('button', { type: 'button' }, word('offer.decline'));
    decline.addEventListener('click', () => this.#sure());
    this.#scene.show(
      make('div', { role: 'alert' }, make('h1', { tabindex: '-1', 'data-result': 'OFFERED' }, word('offer'))),
      make('p', {}, word('offer.until', { time: momentIn(until, this.#scene.timeZone) }), ' ', left),
      this.#scene.problems(problems),
      make('p', { class: 'buttons' }, take, decline),
      this.#lost,
      ...this.#scene.below(),
    );
    tick();
    this.#clock = setInterval(tick, 1000);
  }

  /** Declining takes a yes: the place goes to the next at once. */
  #sure(): void {
    clearInterval(this.#clock);
    const yes = yesButton(word('offer.decline.yes'), () => void this.#answer(false));
    const back = make('button', { type: 'button' }, word('back'));
    back.addEventListener('click', () => this.#draw());
    this.#scene.show(
      make('h1', { tabindex: '-1' }, word('offer.decline.sure')),
      make('p', {}, word('offer.decline.about')),
      make('p', { class: 'buttons' }, yes, back),
      this.#lost,
      ...this.#scene.below(),
    );
  }

  async #answer(accept: boolean): Promise<void> {
    this.#declined = !accept;
    try {
      const problems = await this.#scene.mine.answer(accept, newKey());
      if (problems.length > 0) this.#draw(problems);
      await this.#look();
    } catch (error) {
      this.#draw([this.#scene.unanswered(error)]);
    }
  }
}

function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  return minutes < 60 ? word('left.minutes', { minutes }) : word('left.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
