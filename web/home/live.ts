import { type Client, createClient } from 'graphql-ws';
import { socketAddress } from '../shared/socket-address';
import type { Counts } from './counts';
import { capacitySubscription } from './events';
import { language } from './texts';

const longestWait = 15_000;
const pingEvery = 10_000;
const pongWithin = 5_000;

/** Whether the numbers on the page are the numbers of now; if not, as of when they are. */
export type Connection = { state: 'connecting' | 'live' } | { state: 'lost'; asOf: Date };

interface Watcher {
  changed(counts: Counts): void;
  /** The event is not public any more. */
  gone(): void;
}

/**
 * The page's one socket. It reconnects for as long as the page is open: each subscription begins with the state now,
 * so nothing is missed by a cut.
 */
export class Live {
  private readonly client: Client;
  private readonly report: (connection: Connection) => void;
  private lastHeard = new Date();
  private connection: Connection['state'] | undefined;
  private watched = 0;

  constructor(report: (connection: Connection) => void) {
    this.report = report;
    let overdue: ReturnType<typeof setTimeout> | undefined;
    this.client = createClient({
      url: socketAddress(),
      connectionParams: { locale: language },
      keepAlive: pingEvery,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: wait,
      on: {
        message: () => {
          this.lastHeard = new Date();
        },
        // A phone that left the network gets no close: without this it would show its last numbers as if they were live.
        ping: (received) => {
          if (!received) overdue = setTimeout(() => this.client.terminate(), pongWithin);
        },
        pong: (received) => {
          if (received) clearTimeout(overdue);
        },
        closed: () => {
          clearTimeout(overdue);
          // The client also closes the socket by itself when the last event is over.
          if (this.watched > 0) this.lose();
        },
      },
    });
    this.set({ state: 'connecting' });
  }

  /** Watches one event until it is over, cancelled or gone. */
  watch(eventId: string, watcher: Watcher, attempt = 0): void {
    const { query, variables } = capacitySubscription(eventId);
    const again = async () => {
      this.lose();
      await wait(attempt);
      this.watch(eventId, watcher, attempt + 1);
    };
    let over = false;
    this.watched++;
    this.client.subscribe<{ eventCapacity: Counts }>(
      { query, variables: JSON.parse(variables ?? '{}') },
      {
        next: ({ data }) => {
          if (!data) return;
          attempt = 0;
          this.set({ state: 'live' });
          over = data.eventCapacity.state !== 'PUBLISHED';
          watcher.changed(data.eventCapacity);
        },
        error: (error) => {
          this.watched--;
          if (isNotFound(error)) watcher.gone();
          else void again();
        },
        complete: () => {
          this.watched--;
          // The server ends a subscription after CANCELLED or DONE; any other end is a server that stops.
          if (!over) void again();
        },
      },
    );
  }

  private lose(): void {
    this.set({ state: 'lost', asOf: this.lastHeard });
  }

  private set(connection: Connection): void {
    if (connection.state === this.connection) return;
    this.connection = connection.state;
    this.report(connection);
  }
}

/** Waits a little longer with each attempt, but no longer than until the network is back. */
function wait(attempt: number): Promise<void> {
  const pause = Math.min(500 * 2 ** attempt, longestWait) * (0.75 + Math.random() / 2);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, pause);
    addEventListener('online', done);
  });
}

function isNotFound(error: unknown): boolean {
  return (
    Array.isArray(error) &&
    error.some((one: { extensions?: { code?: string } }) => one.extensions?.code === 'NOT_FOUND')
  );
}
