import { ringPieces, ringSize, shortNumber } from '../shared/ring';
import { type Counts, follow, type State } from './follow';
import { openSignUp, type Result } from './sign-up';
import { style } from './style';
import { type Locale, toLocale, widgetText } from './texts';

/** Where the network is: where this script came from, whatever page it runs on. */
const network = new URL(import.meta.url).origin;
const glow = 1000;

/**
 * `<erikti-event event="evt_…" locale="kk">`: the places of an event on any site, as they change. It sees no password
 * and no token: a tap opens the network's own page in a frame that no script of the site reaches, or in a window. What
 * it came to is told by the event `erikti-signed-up`.
 */
export class EventElement extends HTMLElement {
  static readonly observedAttributes = ['event', 'locale'];

  readonly #root = this.attachShadow({ mode: 'open' });
  #stop: (() => void) | undefined;
  #counts: Counts | undefined;
  #state: State = { kind: 'connecting' };
  #result: Result | undefined;
  #glowing: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    // A browser that cannot adopt sheets shows the words without their look: an element with the style would be
    // refused by a page's strict policy.
    if ('adoptedStyleSheets' in Document.prototype) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      this.#root.adoptedStyleSheets = [sheet];
    }
    this.#begin();
  }

  disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === 'event') this.#begin();
    else this.#render();
  }

  #begin(): void {
    this.#stop?.();
    this.#counts = undefined;
    this.#result = undefined;
    this.#state = { kind: 'connecting' };
    const event = this.getAttribute('event') ?? '';
    this.#stop = follow(network, event, this.#locale, {
      counts: (counts) => {
        // A version never goes back, whichever way the older one took.
        if (this.#counts && counts.version < this.#counts.version) return;
        const changed = this.#counts !== undefined && counts.version !== this.#counts.version;
        this.#counts = counts;
        this.#render();
        if (changed) this.#glow();
      },
      state: (state) => {
        this.#state = state;
        this.#render();
      },
    });
    this.#render();
  }

  get #locale(): Locale {
    return toLocale(this.getAttribute('locale')) ?? toLocale(document.documentElement.lang) ?? 'kk';
  }

  #render(): void {
    const link = element('a', { part: 'link', class: 'card', target: '_blank', rel: 'noopener' });
    link.href = `${network}/events/${encodeURIComponent(this.getAttribute('event') ?? '')}?lang=${this.#locale}`;
    if (this.#counts) link.append(ring(this.#counts));
    const words = element('span', { class: 'words' }, element('strong', { part: 'places' }, this.#words()));
    if (this.#result) words.append(element('span', { part: 'result' }, widgetText(this.#locale)('widget.done', { state: this.#result.state })));
    if (this.#state.kind === 'lost' && this.#counts) words.append(element('span', { class: 'lost' }, this.#lost()));
    words.append(element('span', { part: 'action', class: 'action' }, this.#action()));
    link.append(words);
    link.classList.toggle('stale', this.#state.kind === 'lost');
    const status = element('span', { role: 'status', class: 'status' }, this.#state.kind === 'lost' ? this.#lost() : '');
    if (this.#result) status.textContent = widgetText(this.#locale)('widget.done', { state: this.#result.state });
    link.addEventListener('click', (tap) => this.#tapped(tap));
    // A dialog that is open stays.
    for (const child of [...this.#root.children]) if (child.localName !== 'dialog') child.remove();
    this.#root.prepend(link, status);
  }

  #tapped(tap: MouseEvent): void {
    const shifts = this.#counts?.shifts.filter(({ state }) => state === 'OPEN') ?? [];
    const first = shifts.find(({ available }) => available > 0) ?? shifts[0];
    // What asks for a tab of its own, and what nobody can sign up for, opens the event.
    if (!first || this.#counts?.state !== 'PUBLISHED' || tap.button !== 0 || tap.ctrlKey || tap.metaKey || tap.shiftKey || tap.altKey) return;
    if (typeof HTMLDialogElement === 'undefined') return;
    tap.preventDefault();
    const text = widgetText(this.#locale);
    const page = new URL(`${network}/widget/sign-up?${new URLSearchParams({ shift: first.shiftId, lang: this.#locale })}`);
    const words = { title: text('widget.form'), close: text('widget.close'), window: text('widget.window'), refused: text('widget.refused') };
    openSignUp(this.#root, network, page, words, (result) => {
      this.#result = result.state === 'NONE' ? undefined : result;
      this.#render();
      this.dispatchEvent(new CustomEvent('erikti-signed-up', { detail: Object.freeze(result), bubbles: true }));
    });
  }

  #words(): string {
    const text = widgetText(this.#locale);
    if (this.#state.kind === 'gone') return text('widget.gone');
    if (!this.#counts) return this.#state.kind === 'lost' ? this.#lost() : text('widget.connecting');
    const { state, capacity, available, waitlisted } = this.#counts;
    if (state === 'CANCELLED') return text('widget.cancelled');
    if (state !== 'PUBLISHED') return text('widget.over');
    return text('places.free', { capacity, available, waitlisted });
  }

  #lost(): string {
    const text = widgetText(this.#locale);
    if (this.#state.kind !== 'lost' || !this.#state.asOf) return text('widget.lost.never');
    const clock = { hour: '2-digit', minute: '2-digit' } as const;
    return text('widget.lost', { time: this.#state.asOf.toLocaleTimeString('ru', clock) });
  }

  #action(): string {
    const text = widgetText(this.#locale);
    if (this.#counts?.state !== 'PUBLISHED') return text('widget.see');
    return text(this.#counts.available > 0 ? 'widget.take' : 'widget.queue');
  }

  #glow(): void {
    clearTimeout(this.#glowing);
    const card = this.#root.querySelector('.card');
    card?.classList.add('changed');
    this.#glowing = setTimeout(() => this.#root.querySelector('.card')?.classList.remove('changed'), glow);
  }
}

function ring(counts: Counts): SVGElement {
  const svg = svgElement('svg', { viewBox: `0 0 ${ringSize} ${ringSize}`, class: 'ring', 'aria-hidden': 'true' });
  for (const { place, path } of ringPieces(counts)) svg.append(svgElement('path', { class: place, d: path }));
  const number = svgElement('text', { x: '50', y: '51' });
  number.textContent = shortNumber(counts.available);
  svg.append(number);
  return svg;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function svgElement(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
