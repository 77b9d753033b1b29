// Subscriptions through the npm client graphql-ws.
import { EventEmitter, once } from 'node:events';
import { inspect } from 'node:util';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { within } from './program.js';

/** A client that connects at once and comes back by itself, as a page's does. */
export function connect(program, connectionParams = {}) {
  return createClient({
    url: program.socketUrl,
    webSocketImpl: WebSocket,
    connectionParams,
    lazy: false,
    onNonLazyError: () => {}, // each subscription is told as well
    retryAttempts: 200,
    // By itself the client gives up when a new connection is refused, as it is until the server listens again.
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
}

/** A subscription: all that has arrived, and waiting for what has not. */
export class Watch {
  messages = [];
  error;
  over = false;
  #notes = new EventEmitter();

  constructor(client, query, variables) {
    this.stop = client.subscribe(
      { query, variables },
      {
        next: (message) => this.#heard(() => this.messages.push(message)),
        error: (error) => this.#heard(() => (this.error = error)),
        complete: () => this.#heard(() => (this.over = true)),
      },
    );
  }

  /** The payloads of the one field. */
  get states() {
    return this.messages.map(({ data }) => Object.values(data)[0]);
  }

  /** Waits until a state is there that is as wanted, and returns it; `from` skips states that came before. */
  async state(what, wanted, from = 0) {
    await this.until(what, () => this.states.slice(from).some(wanted));
    return this.states.slice(from).find(wanted);
  }

  /** Waits until something holds. */
  async until(what, holds) {
    const wait = async () => {
      while (!holds(this)) {
        if (this.error || this.over) throw new Error(`The subscription ended before ${what}: ${inspect(this.error)}`);
        await once(this.#notes, 'note');
      }
    };
    await within(wait(), `${what}; there is ${JSON.stringify(this.messages.at(-1))}`, 30_000);
  }

  #heard(note) {
    note();
    this.#notes.emit('note');
  }
}
