import { createClient } from 'graphql-ws';

/** The places of an event at one version. */
export interface Counts {
  version: number;
  state: string;
  capacity: number;
  confirmed: number;
  held: number;
  waitlisted: number;
  available: number;
  shifts: { shiftId: string; state: string; available: number }[];
}

/** Whether the places shown are those of now; if not, as of when they are. */
export type State = { kind: 'connecting' | 'live' | 'gone' } | { kind: 'lost'; asOf: Date | undefined };

interface Sink {
  counts(counts: Counts): void;
  state(state: State): void;
}

const document = {
  query: `subscription WidgetPlaces($eventId: ID!) {
  eventCapacity(eventId: $eventId) { id version state capacity confirmed held waitlisted available shifts { shiftId state available } }
}`,
};

/** Reads what came as it came: a page may have put things into the prototype of all objects. */
const asItCame = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value;

const longestWait = 30_000;
const pongWithin = 5_000;

/**
 * Follows an event by WebSocket, and by an event stream where sockets do not come through, for as long as the page is
 * open. Each begins with the state now, so nothing is missed by a cut.
 */
export function follow(network: string, eventId: string, locale: string, sink: Sink): () => void {
  let stopped = false;
  let stop = () => {};
  let heard: Date | undefined;
  let over = false;
  const next = (counts: Counts) => {
    if (stopped) return;
    heard = new Date();
    over = counts.state !== 'PUBLISHED';
    sink.state({ kind: 'live' });
    sink.counts(counts);
  };
  const gone = () => {
    over = true;
    if (!stopped) sink.state({ kind: 'gone' });
  };
  const lost = () => {
    if (!stopped && !over) sink.state({ kind: 'lost', asOf: heard });
  };

  const begin = (attempt: number) => {
    if (stopped || over) return;
    // Every second attempt goes the other way: what lets no socket through may let a stream through.
    const way = attempt % 2 === 0 ? bySocket : byStream;
    const before = heard;
    stop = way(network, eventId, locale, {
      next,
      gone,
      alive: () => {
        if (stopped || over || heard === before) return;
        heard = new Date();
        sink.state({ kind: 'live' });
      },
      end: () => {
        lost();
        const tried = heard === before ? attempt + 1 : attempt;
        const pause = Math.min(500 * 2 ** Math.min(tried, 6), longestWait) * (0.75 + Math.random() / 2);
        const timer = setTimeout(() => begin(tried), pause);
        stop = () => clearTimeout(timer);
      },
    });
  };
  begin(0);
  addEventListener('offline', lost);
  return () => {
    stopped = true;
    removeEventListener('offline', lost);
    stop();
  };
}

interface Way {
  next(counts: Counts): void;
  /** The connection is whole, and nothing changed. */
  alive(): void;
  gone(): void;
  end(): void;
}

function bySocket(network: string, eventId: string, locale: string, way: Way): () => void {
  let ended = false;
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    if (ended) return;
    ended = true;
    clearTimeout(overdue);
    way.end();
  };
  const client = createClient({
    url: `${network.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { locale },
    retryAttempts: 0,
    jsonMessageReviver: asItCame,
    keepAlive: 15_000,
    on: {
      ping: (received) => {
        if (!received) overdue = setTimeout(() => client.terminate(), pongWithin);
      },
      pong: (received) => {
        if (!received) return;
        clearTimeout(overdue);
        way.alive();
      },
    },
  });
  const unsubscribe = client.subscribe<{ eventCapacity: Counts }>(
    { ...document, variables: { eventId } },
    {
      next: ({ data }) => data && way.next(data.eventCapacity),
      error: (error) => {
        if (Array.isArray(error)) {
          ended = true;
          way.gone();
        } else end();
      },
      complete: end,
    },
  );
  return () => {
    ended = true;
    clearTimeout(overdue);
    unsubscribe();
    void client.dispose();
  };
}

function byStream(network: string, eventId: string, _locale: string, way: Way): () => void {
  const address = `${network}/graphql?${new URLSearchParams({ ...document, variables: JSON.stringify({ eventId }) })}`;
  const source = new EventSource(address);
  source.addEventListener('next', ({ data }) => {
    const answer = JSON.parse(data, asItCame) as { data?: { eventCapacity: Counts }; errors?: unknown };
    if (answer.data) way.next(answer.data.eventCapacity);
    else {
      source.close();
      way.gone();
    }
  });
  const end = () => {
    source.close();
    way.end();
  };
  source.addEventListener('complete', end);
  source.addEventListener('error', end);
  return () => source.close();
}
