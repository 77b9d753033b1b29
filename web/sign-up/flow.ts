import { newKey } from '../app/api/new-key';
import { eventTime } from '../app/text/dates';
import { readLanguage } from '../shared/language';
import {
  ask,
  askAgain,
  become,
  type Consent,
  documents,
  type Event,
  type Outcome,
  type Problem,
  type Shift,
  signedIn,
  Unanswered,
} from './api';
import { field, make, yesButton } from './dom';
import { Host } from './host';
import { ofAccount, ofGuest, type Place, placeOf } from './mine';
import { Waiting } from './waiting';
import { word } from './words';

const language = readLanguage();

interface Guest {
  givenName: string;
  familyName: string;
  email?: string;
  phone?: string;
  birthDate: string;
  website: string;
}

/**
 * From a shift to a place on it: who one is, then what it is that one says yes to, then what it came to. A session
 * that is opened here ends here.
 */
export class Flow {
  readonly #host = new Host();
  readonly #place: HTMLElement;
  readonly #origin: string;
  #shiftId: string;
  #event: Event | undefined;
  #consent: Consent | undefined;
  #way: 'guest' | 'account' = 'guest';
  #guest: Guest | undefined;
  #name = '';
  #askFirst = false;
  /** What was typed, so that nobody types it twice; never a password. */
  readonly #typed = new Map<string, string>();

  constructor(place: HTMLElement, shiftId: string, origin: string) {
    this.#place = place;
    this.#shiftId = shiftId;
    this.#origin = origin;
    addEventListener('pagehide', () => this.#leave());
  }

  async begin(): Promise<void> {
    this.#show(make('p', { role: 'status' }, word('loading')));
    try {
      await this.#read();
    } catch {
      return this.#failed(() => void this.begin());
    }
    if (!this.#event) return this.#show(make('h1', {}, word('title')), make('p', { role: 'alert' }, word('unknown')));
    this.#host.know(this.#origin, this.#event.organization.sites);
    this.#host.tell({ type: 'ready' });
    this.#who();
  }

  async #read(): Promise<void> {
    const data = await ask<{ consentTexts: Consent[]; node: { event?: Event } | null }>(documents.shift, { id: this.#shiftId }, language);
    this.#event = data.node?.event;
    this.#consent = data.consentTexts.find(({ kind }) => kind === 'PERSONAL_DATA');
  }

  get #shift(): Shift {
    const shift = this.#event?.shifts.find(({ id }) => id === this.#shiftId);
    if (!shift) throw new Unanswered();
    return shift;
  }

  /** Who signs up, for which shift. */
  #who(problems: Problem[] = []): void {
    const event = this.#event!;
    const open = event.shifts.filter(({ id, live }) => live.state === 'OPEN' || id === this.#shiftId);
    const guests = this.#shift.guestSignup;
    if (!guests) this.#way = 'account';
    const form = make(
      'form',
      { novalidate: false },
      open.length > 1 && this.#choice('shift', word('shift'), open.map((shift) => [shift.id, this.#describe(shift)]), this.#shiftId),
      guests && this.#choice('way', word('way'), [['guest', word('way.guest')], ['account', word('way.account')]], this.#way),
      !guests && make('p', {}, word('account.needed')),
      ...(this.#way === 'guest' ? this.#guestFields() : this.#accountFields()),
      this.#problems(problems),
      make('p', { class: 'buttons' }, make('button', { class: 'primary' }, word('next'))),
    );
    for (const input of form.querySelectorAll('input')) input.value ||= this.#typed.get(input.name) ?? '';
    form.addEventListener('change', ({ target }) => {
      const { name, value, type } = target as HTMLInputElement;
      if (type !== 'password' && type !== 'checkbox' && type !== 'radio') this.#typed.set(name, value);
      if (name === 'shift') this.#shiftId = value;
      if (name === 'way') this.#way = value as 'guest' | 'account';
      if (name === 'shift' || name === 'way') this.#who();
    });
    form.addEventListener('submit', (submitted) => {
      submitted.preventDefault();
      void this.#known(new FormData(form), form);
    });
    this.#show(...this.#heading(), open.length === 1 && make('p', {}, this.#describe(this.#shift)), make('p', { class: 'places' }, this.#places()), form);
  }

  async #known(data: FormData, form: HTMLFormElement): Promise<void> {
    const text = (name: string) => String(data.get(name) ?? '').trim();
    this.#busy(form, true);
    try {
      if (this.#way === 'guest') {
        const contact = text('contact');
        this.#guest = {
          givenName: text('givenName'),
          familyName: text('familyName'),
          ...(contact.includes('@') ? { email: contact } : { phone: contact }),
          birthDate: text('birthDate'),
          website: text('website'),
        };
        this.#name = `${this.#guest.givenName} ${this.#guest.familyName}`;
      } else {
        const who = text('who');
        const { signIn } = await ask<{
          signIn: { token: string | null; viewer: { volunteer: { givenName: string; familyName: string } } | null; userErrors: Problem[] };
        }>(documents.signIn, { input: { ...(who.includes('@') ? { email: who } : { phone: who }), password: String(data.get('password')) } }, language);
        if (!signIn.token) return this.#who(signIn.userErrors);
        become(signIn.token);
        this.#name = signIn.viewer ? `${signIn.viewer.volunteer.givenName} ${signIn.viewer.volunteer.familyName}` : '';
      }
      // The places and the gates of now, as the one who asks.
      await this.#read();
    } catch (error) {
      this.#busy(form, false);
      return this.#who([this.#unanswered(error)]);
    }
    const has = this.#way === 'account' ? placeOf(this.#shift) : undefined;
    if (has && has.state !== 'NONE') this.#has(has);
    else this.#sure();
  }

  /** What one says yes to. */
  #sure(problems: Problem[] = []): void {
    const event = this.#event;
    if (!event) return void this.begin();
    const shift = this.#shift;
    const gates = this.#way === 'account' ? shift.eligibility.gates.filter(({ passed }) => !passed) : [];
    if (gates.length > 0) problems = gates.map(({ code, message, nextStep }) => ({ code, message, nextStep }));
    const queue = shift.live.available === 0 || shift.live.waitlisted > 0;
    const approval = shift.signupPolicy === 'APPROVAL';
    const key = newKey();
    const yes = yesButton(word(approval ? 'yes.ask' : queue ? 'yes.queue' : 'yes'), () => void this.#signUp(key));
    const askFirst = make('input', { type: 'checkbox', id: 'ask-first', checked: this.#askFirst });
    askFirst.addEventListener('change', () => (this.#askFirst = askFirst.checked));
    const back = make('button', { type: 'button' }, word('back'));
    const line = (name: string, value: string) => [make('dt', {}, name), make('dd', {}, value)];
    this.#show(
      make('h1', { tabindex: '-1' }, word('sure')),
      make(
        'dl',
        {},
        ...line(word('event'), event.title),
        ...line(word('shift'), shift.title),
        ...line(word('time'), eventTime(shift.startsAt, shift.endsAt, event.timeZone)),
        ...line(word('organization'), event.organization.name),
        ...line(word('person'), this.#name),
      ),
      make('p', { class: 'places' }, this.#places()),
      queue && !approval && make('p', {}, word('queue.about', { position: shift.live.waitlisted + 1 })),
      queue && !approval && make('p', { class: 'check' }, askFirst, make('label', { for: 'ask-first' }, word('queue.askFirst'))),
      approval && make('p', {}, word('ask.about')),
      this.#problems(problems),
      make('p', { class: 'buttons' }, gates.length === 0 && yes, back),
    );
    this.#place.querySelector('h1')?.focus();
    back.addEventListener('click', () => {
      this.#leave();
      this.#who();
    });
  }

  async #signUp(idempotencyKey: string): Promise<void> {
    try {
      const outcome = this.#way === 'guest' ? await this.#asGuest(idempotencyKey) : await this.#asPerson(idempotencyKey);
      if (Array.isArray(outcome)) return this.#sure(outcome);
      this.#has(outcome, outcome.manageUrl);
    } catch (error) {
      this.#sure([this.#unanswered(error)]);
    }
  }

  async #asGuest(idempotencyKey: string): Promise<Outcome | Problem[]> {
    const input = { ...this.#guest, shiftId: this.#shiftId, consentVersion: this.#consent?.version, autoAccept: !this.#askFirst, idempotencyKey };
    const { signUpAsGuest: payload } = await askAgain<{
      signUpAsGuest: { place: { signupState: string | null; position: number | null } | null; manageUrl: string | null; userErrors: Problem[] };
    }>(documents.guest, { input }, language);
    if (payload.userErrors.length > 0 || !payload.place) return payload.userErrors;
    return { ...outcomeOf(payload.place.signupState, payload.place.position), ...(payload.manageUrl && { manageUrl: payload.manageUrl }) };
  }

  async #asPerson(idempotencyKey: string): Promise<Outcome | Problem[]> {
    const { signUpForShift: payload } = await askAgain<{
      signUpForShift: { signup: { signupState: string } | null; waitlistEntry: { position: number | null } | null; userErrors: Problem[] };
    }>(documents.signUp, { input: { shiftId: this.#shiftId, autoAccept: !this.#askFirst, idempotencyKey } }, language);
    if (payload.userErrors.length > 0) return payload.userErrors;
    return outcomeOf(payload.signup?.signupState ?? null, payload.waitlistEntry?.position ?? null);
  }

  /** What one has: a place, a request, or a position in the queue, which is followed while the window is open. */
  #has(place: Place, manageUrl?: string): void {
    this.#tell(place);
    if (place.state !== 'WAITING' && place.state !== 'OFFERED') return this.#placed(place, manageUrl);
    const mine = manageUrl ? ofGuest(manageUrl, language) : ofAccount(this.#shiftId, language, this.#shift);
    const scene = {
      eventId: this.#event!.id,
      timeZone: this.#event!.timeZone,
      mine,
      show: (...children: (Node | false | undefined)[]) => {
        this.#show(...children);
        this.#place.querySelector('h1')?.focus();
      },
      below: () => this.#below(manageUrl),
      problems: (all: Problem[]) => this.#problems(all),
      unanswered: (error: unknown) => this.#unanswered(error),
      became: (now: Place) => {
        this.#tell(now);
        if (now.state === 'NONE') this.#leave();
        else this.#placed(now, manageUrl);
      },
    };
    new Waiting(scene, place).begin();
  }

  /** Tells the site that one waits also of an offer: it is answered here. */
  #tell({ state, position }: Place): void {
    this.#host.tell({ type: 'result', shiftId: this.#shiftId, state: state === 'OFFERED' ? 'WAITING' : state, position });
  }

  #placed({ state }: Place, manageUrl?: string): void {
    this.#leave();
    this.#show(make('h1', { tabindex: '-1', 'data-result': state }, word(state === 'REQUESTED' ? 'done.REQUESTED' : 'done.CONFIRMED')), ...this.#below(manageUrl));
    this.#place.querySelector('h1')?.focus();
  }

  /** Which event it is, and how to come back to what one has there. */
  #below(manageUrl?: string): HTMLElement[] {
    const close = make('button', { type: 'button' }, word('close'));
    close.addEventListener('click', () => this.#host.tell({ type: 'close' }));
    const outside = { target: '_blank', rel: 'noopener' };
    return [
      make('p', {}, `${this.#event!.title}. ${this.#describe(this.#shift)}`),
      manageUrl
        ? make('p', {}, word('done.manage'), ' ', make('a', { href: manageUrl, ...outside, 'data-manage': true }, word('done.manage.link')))
        : make('p', {}, word('done.account'), ' ', make('a', { href: `/me?lang=${language}`, ...outside }, word('done.account.link'))),
      ...(this.#host.framed ? [make('p', { class: 'buttons' }, close)] : []),
    ];
  }

  /** Ends the session that was opened here. */
  #leave(): void {
    if (!signedIn()) return;
    void ask(documents.signOut, {}, language).catch(() => undefined);
    become(undefined);
  }

  #guestFields(): HTMLElement[] {
    return [
      field({ name: 'givenName', label: word('givenName'), autocomplete: 'given-name' }),
      field({ name: 'familyName', label: word('familyName'), autocomplete: 'family-name' }),
      field({ name: 'contact', label: word('contact'), autocomplete: 'email', hint: word('contact.why') }),
      field({ name: 'birthDate', label: word('birthDate'), type: 'date', autocomplete: 'bday' }),
      // People do not see it: what fills it in is a program.
      make('p', { class: 'trap', 'aria-hidden': 'true' }, make('label', {}, 'Website', make('input', { name: 'website', tabindex: '-1', autocomplete: 'off' }))),
      make(
        'p',
        { class: 'check' },
        make('input', { type: 'checkbox', id: 'consent', name: 'consent', required: true }),
        make('label', { for: 'consent' }, this.#consent?.text ?? '', ' ', make('small', {}, word('consent.version', { version: this.#consent?.version ?? '' }))),
      ),
    ];
  }

  #accountFields(): HTMLElement[] {
    return [
      field({ name: 'who', label: word('who'), autocomplete: 'username' }),
      field({ name: 'password', label: word('password'), type: 'password', autocomplete: 'current-password' }),
      make('p', {}, make('small', {}, word('account.about'))),
    ];
  }

  #choice(name: string, legend: string, options: (readonly [string, string])[], chosen: string): HTMLElement {
    return make(
      'fieldset',
      {},
      make('legend', {}, legend),
      ...options.map(([value, label]) => make('label', { class: 'radio' }, make('input', { type: 'radio', name, value, checked: value === chosen }), make('span', {}, label))),
    );
  }

  #heading(): HTMLElement[] {
    return [make('h1', {}, this.#event!.title), make('p', { class: 'by' }, this.#event!.organization.name)];
  }

  #describe({ title, startsAt, endsAt }: Shift): string {
    return `${title}, ${eventTime(startsAt, endsAt, this.#event!.timeZone)}`;
  }

  #places(): string {
    const { available, capacity, waitlisted } = this.#shift.live;
    return word('places', { available, capacity, waitlisted });
  }

  #problems(problems: Problem[]): HTMLElement | undefined {
    if (problems.length === 0) return undefined;
    return make('div', { role: 'alert', class: 'problems' }, ...problems.map(({ code, message, nextStep }) => make('p', { 'data-code': code }, make('strong', {}, message), nextStep && ` ${nextStep}`)));
  }

  #unanswered(error: unknown): Problem {
    const said = error instanceof Unanswered && error.message;
    return { code: 'UNANSWERED', message: said || word('offline'), nextStep: said ? null : word('offline.next') };
  }

  #failed(again: () => void): void {
    const button = make('button', { type: 'button', class: 'primary' }, word('again'));
    button.addEventListener('click', again);
    this.#show(make('h1', {}, word('title')), make('p', { role: 'alert' }, make('strong', {}, word('offline'))), make('p', { class: 'buttons' }, button));
  }

  #busy(form: HTMLFormElement, busy: boolean): void {
    form.querySelector('button')?.toggleAttribute('disabled', busy);
  }

  #show(...children: (Node | false | undefined)[]): void {
    this.#place.replaceChildren(...children.filter((child): child is Node => Boolean(child)));
    document.title = this.#place.querySelector('h1')?.textContent ?? 'Erikti';
  }
}

function outcomeOf(signupState: string | null, position: number | null): Outcome {
  const state = signupState === 'REQUESTED' ? 'REQUESTED' : signupState ? 'CONFIRMED' : 'WAITING';
  return { state, position };
}
