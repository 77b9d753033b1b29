import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { type Client, createClient } from 'graphql-ws';
import { socketAddress } from '../../shared/socket-address';
import { language } from '../text/text';
import { setConnection } from './connection';
import { onSession, token } from './session';

const longestWait = 15_000;
const pingEvery = 10_000;
const pongWithin = 5_000;

interface Sink<Data> {
  next(data: Data): void;
  /** What was followed is not there, or not for the viewer, any more. */
  gone?(): void;
  /** Whether the last state was one that nothing follows. */
  over?(): boolean;
}

let lastHeard = new Date();
/** What is followed, and whether it was heard since the socket opened. */
const followed = new Set<{ heard: boolean }>();

/** What is shown is of now when everything that is followed was heard: some of it may come a moment later. */
function alive(): void {
  if (followed.size > 0 && [...followed].every(({ heard }) => heard)) setConnection({ state: 'live' });
}

/**
 * The page's one socket. It reconnects for as long as the page is open: each subscription begins with the state now,
 * so nothing is missed by a cut.
 */
function open(): Client {
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const client: Client = createClient({
    url: socketAddress(),
    connectionParams: () => {
      const bearer = token();
      return { locale: language, ...(bearer && { authorization: `Bearer ${bearer}` }) };
    },
    keepAlive: pingEvery,
    lazyCloseTimeout: 3_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: wait,
    on: {
      message: () => {
        lastHeard = new Date();
      },
      // A phone that left the network gets no close: without this it would show its last numbers as if they were live.
      ping: (received) => {
        if (!received) overdue = setTimeout(() => client.terminate(), pongWithin);
      },
      pong: (received) => {
        if (!received) return;
        clearTimeout(overdue);
        // A network that was away for a moment only may leave the socket whole: what is shown is of now again.
        if (client === current) alive();
      },
      closed: () => {
        clearTimeout(overdue);
        // The client also closes the socket by itself when nothing is followed.
        if (client !== current) return;
        for (const one of followed) one.heard = false;
        lose();
      },
    },
  });
  return client;
}

let current = open();

// A socket says once, when it opens, who it is.
onSession(() => {
  const before = current;
  current = open();
  void before.dispose();
});

addEventListener('offline', lose);

/** How many operations a page has at once; a server has room for 50 on a socket, see MAX_OPERATIONS, and closes one that wants more. */
const most = 40;
let begun = 0;
const waiting = new Set<() => void>();

/** Begins now, or as soon as another one has ended; the returned function says that it has. */
function inTurn(begin: () => void): () => void {
  let state: 'waits' | 'runs' | 'ended' = 'waits';
  const start = () => {
    waiting.delete(start);
    state = 'runs';
    begun++;
    begin();
  };
  if (begun < most) start();
  else waiting.add(start);
  return () => {
    waiting.delete(start);
    if (state === 'runs') begun--;
    state = 'ended';
    const [next] = waiting;
    if (next && begun < most) next();
  };
}

/**
 * Follows a subscription until it is over or the returned function is called. Where a page follows more than a socket has
 * room for, what was shown last waits for its turn with the numbers that the page has asked for.
 */
export function follow<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  sink: Sink<Data>,
): () => void {
  let stopped = false;
  let stop = () => {};
  const one = { heard: false };
  let leave = () => {};
  const end = () => {
    leave();
    if (followed.delete(one) && navigator.onLine) alive();
  };
  const query = stringifyDocument(document);
  const begin = (attempt: number) => {
    if (stopped) return;
    setConnection({ state: 'connecting' }, true);
    const again = async () => {
      if (stopped) return;
      one.heard = false;
      lose();
      await wait(attempt);
      begin(attempt + 1);
    };
    const unsubscribe = current.subscribe<Data>(
      { query, variables },
      {
        next: ({ data }) => {
          if (!data || stopped) return;
          attempt = 0;
          one.heard = true;
          sink.next(data);
          alive();
        },
        error: (error) => {
          if (!isFinal(error)) return void again();
          end();
          sink.gone?.();
          return undefined;
        },
        complete: () => {
          // The server ends a subscription after its last state; any other end is a server that stops.
          if (!stopped && !sink.over?.()) void again();
          else end();
        },
      },
    );
    stop = () => {
      end();
      unsubscribe();
    };
  };
  leave = inTurn(() => {
    followed.add(one);
    begin(0);
  });
  return () => {
    stopped = true;
    stop();
    leave();
  };
}

function lose(): void {
  if (followed.size > 0) setConnection({ state: 'lost', asOf: lastHeard });
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

const final = ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'BAD_USER_INPUT', 'TOO_BROAD', 'BAD_REQUEST'];

function isFinal(error: unknown): boolean {
  const codes = Array.isArray(error) ? error.map((one) => String(one?.extensions?.code)) : [];
  return codes.some((code) => final.includes(code));
}
