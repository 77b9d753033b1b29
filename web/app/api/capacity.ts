import { useCallback, useSyncExternalStore } from 'react';
import { follow } from './live';
import { graphql, type ResultOf } from './graphql';

/** The places of an event, now and at each change. */
export const eventPlaces = graphql(`
  subscription EventPlaces($eventId: ID!) {
    eventCapacity(eventId: $eventId) {
      id
      eventId
      version
      state
      capacity
      confirmed
      held
      waitlisted
      available
      shifts {
        id
        shiftId
        eventId
        version
        state
        capacity
        confirmed
        held
        waitlisted
        available
      }
    }
  }
`);

export type EventCounts = ResultOf<typeof eventPlaces>['eventCapacity'];
export type ShiftCounts = EventCounts['shifts'][number];

/** What every ring shows. */
export type Counts = Pick<EventCounts, 'capacity' | 'confirmed' | 'held' | 'waitlisted' | 'available'>;

interface Watched {
  counts: EventCounts | undefined;
  gone: boolean;
  listeners: Set<() => void>;
  stop: () => void;
}

const watched = new Map<string, Watched>();

/** What was heard last of an event that is not followed any more: what is shown never goes back. */
const heard = new Map<string, EventCounts>();

/** One subscription an event, however many parts of the page show it. */
function watch(eventId: string, listener: () => void): () => void {
  let entry = watched.get(eventId);
  if (!entry) {
    const made: Watched = { counts: undefined, gone: false, listeners: new Set(), stop: () => {} };
    const tell = () => {
      for (const one of [...made.listeners]) one();
    };
    made.stop = follow(
      eventPlaces,
      { eventId },
      {
        next: ({ eventCapacity }) => {
          // A version never goes back, whichever way the older one took.
          if (made.counts && made.counts.version > eventCapacity.version) return;
          made.counts = eventCapacity;
          heard.set(eventId, eventCapacity);
          tell();
        },
        gone: () => {
          made.gone = true;
          tell();
        },
        over: () => made.counts !== undefined && made.counts.state !== 'PUBLISHED',
      },
    );
    watched.set(eventId, made);
    entry = made;
  }
  entry.listeners.add(listener);
  return () => {
    entry.listeners.delete(listener);
    if (entry.listeners.size === 0 && watched.get(eventId) === entry) {
      watched.delete(eventId);
      entry.stop();
    }
  };
}

/**
 * The newest places of an event: what a query answered, or what came since. Undefined once it is not public any more.
 * An event that is over or a draft is not followed, nor is one that its page says nobody sees.
 */
export function useEventCounts<Given extends { version: number; state: string }>(
  eventId: string,
  given: Given,
  seen = true,
): Given | EventCounts | undefined {
  const follows = given.state === 'PUBLISHED' && seen;
  const subscribe = useCallback(
    (listener: () => void) => (follows ? watch(eventId, listener) : () => {}),
    [eventId, follows],
  );
  const entry = useSyncExternalStore(subscribe, () => watched.get(eventId)?.counts ?? heard.get(eventId));
  const gone = useSyncExternalStore(subscribe, () => watched.get(eventId)?.gone ?? false);
  if (gone) return undefined;
  return entry && entry.version >= given.version ? entry : given;
}
