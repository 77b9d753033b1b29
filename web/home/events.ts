import type { PlaygroundDocument } from '../shared/playground-link';
import type { Counts } from './counts';
import { language } from './texts';

/** An event as this page shows it. */
export interface NetworkEvent {
  id: string;
  title: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
  region: { name: string } | null;
  organization: { name: string };
  live: Counts;
}

/** The next three events with free places, from a moment on. */
export function eventsQuery(from: Date): PlaygroundDocument {
  return {
    query: `query UpcomingEvents {
  events(
    first: 3
    hasFreePlaces: true
    orderBy: [{ field: STARTS_AT, direction: ASC }]
    where: { startsAtGT: "${from.toISOString()}" }
  ) {
    edges {
      node {
        id
        title
        startsAt
        endsAt
        timeZone
        region { name }
        organization { name }
        live { id eventId version state capacity confirmed held waitlisted available }
      }
    }
  }
}
`,
  };
}

/** The numbers of one event, now and at each change. */
export function capacitySubscription(eventId: string): PlaygroundDocument {
  return {
    query: `subscription EventPlaces($eventId: ID!) {
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
  }
}
`,
    variables: JSON.stringify({ eventId }),
  };
}

interface EventsAnswer {
  data?: { events: { edges: { node: NetworkEvent }[] } } | null;
  errors?: { message: string }[];
}

/** Asks the API; any failure, of the network or in the answer, is thrown. */
export async function fetchEvents({ query }: PlaygroundDocument): Promise<NetworkEvent[]> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      'Accept-Language': language,
    },
    body: JSON.stringify({ query }),
  });
  const answer = (await response.json()) as EventsAnswer;
  if (!answer.data || answer.errors) throw new Error(answer.errors?.[0]?.message ?? `HTTP ${response.status}`);
  return answer.data.events.edges.map(({ node }) => node);
}
