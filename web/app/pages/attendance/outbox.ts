import type { Client } from '@urql/core';
import { newKey } from '../../api/new-key';
import type { Refusal } from '../../parts/Refusals';
import { recordAttendance } from './queries';

/** An arrival or a departure that a device saw. Its id makes sending it again harmless. */
export interface Seen {
  clientEventId: string;
  kind: 'IN' | 'OUT';
  at: string;
  code?: string;
  signupId?: string;
}

export interface Sent {
  seen: Seen;
  refusals: readonly Refusal[];
}

const atOnce = 200; // as many as the server takes in one call
const keyOf = (shiftId: string) => `erikti.attendance.${shiftId}`;

export const seenNow = (kind: Seen['kind'], what: { code: string } | { signupId: string }): Seen => ({
  clientEventId: newKey(),
  kind,
  at: new Date().toISOString(),
  ...what,
});

/** What a device saw on a shift and the server does not know yet; it outlives the page. */
export class Outbox {
  readonly #key: string;
  #held: Seen[];
  #sending = false;

  constructor(
    private readonly shiftId: string,
    private readonly changed: (count: number) => void,
    private readonly sent: (all: Sent[]) => void,
  ) {
    this.#key = keyOf(shiftId);
    this.#held = this.#read();
    changed(this.#held.length);
  }

  put(seen: Seen): void {
    this.#held.push(seen);
    this.#write();
  }

  /** Sends what is held; what gets no answer stays, and what is answered, either way, does not. */
  async send(client: Client): Promise<void> {
    if (this.#sending || this.#held.length === 0) return;
    this.#sending = true;
    try {
      while (this.#held.length > 0) {
        const now = this.#held.slice(0, atOnce);
        const { data } = await client.mutation(recordAttendance, { input: { shiftId: this.shiftId, events: now } });
        const payload = data?.recordAttendance;
        if (!payload) return;
        const refused = payload.userErrors;
        const answers = new Map(payload.results.map((one) => [one.clientEventId, one.userErrors]));
        this.#held = this.#held.filter(({ clientEventId }) => !now.some((one) => one.clientEventId === clientEventId));
        this.#write();
        this.sent(now.map((seen) => ({ seen, refusals: refused.length > 0 ? refused : (answers.get(seen.clientEventId) ?? []) })));
      }
    } finally {
      this.#sending = false;
    }
  }

  #read(): Seen[] {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '[]') as Seen[];
    } catch {
      return [];
    }
  }

  // A browser may refuse its storage: then what is held lasts as long as the page.
  #write(): void {
    try {
      if (this.#held.length > 0) localStorage.setItem(this.#key, JSON.stringify(this.#held));
      else localStorage.removeItem(this.#key);
    } catch {
      // see above
    }
    this.changed(this.#held.length);
  }
}
