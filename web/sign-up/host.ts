/** What the frame tells the page that holds it, and nothing else. */
export type Told = { type: 'ready' } | { type: 'close' } | { type: 'result'; shiftId: string; state: 'CONFIRMED' | 'REQUESTED' | 'WAITING' | 'NONE'; position: number | null };

/** The page that holds this one: told only when it is of a site that the organization registered, at exactly that origin. */
export class Host {
  readonly framed = window.parent !== window;
  #origin: string | undefined;

  /** Knows the page by the origin that it says, once that is one of the registered. */
  know(said: string, registered: string[]): void {
    this.#origin = registered.find((origin) => origin === said);
  }

  tell(told: Told): void {
    if (!this.framed || !this.#origin) return;
    window.parent.postMessage({ from: 'erikti', version: 1, ...told }, this.#origin);
  }
}
