// Apollo Client and urql show a list of events, and follow them: the list is right by itself, because what a
// subscription delivers has the id of what the list shows. Nobody writes a line about their caches.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { documents, organizer, publish, register } from './support/network.js';
import { within } from './support/program.js';
import { undo } from './support/undo.js';
import { connect } from './support/watch.js';
import { onAnyDatabase } from './support/with-program.js';

const counts = 'id version available confirmed';
const list = `query List($ids: [ID!]) { events(where: { idIn: $ids }) {
  edges { node { id title live { ${counts} } shifts { id live { ${counts} } } } } } }`;
const one = `subscription One($eventId: ID!) { eventCapacity(eventId: $eventId) { ${counts} shifts { ${counts} } } }`;
const board = `subscription Board($ids: [ID!]) { shiftCapacities(where: { eventIds: $ids }) { reset removed shifts { ${counts} } } }`;

onAnyDatabase('caches', async (t, program) => {
  const host = await organizer(program);
  for (const [name, open] of [['Apollo Client', apollo], ['urql', urql]]) {
    for (const document of [one, board]) {
      await t.test(`${name} keeps its list right by ${document.split(/[ (]/)[1]}`, (t) => rightList(t, program, host, open, document));
    }
  }
});

async function rightList(t, program, host, open, document) {
  const [watched, other] = [await publish(host, 3), await publish(host, 5)];
  const ids = [watched.eventId, other.eventId];
  const socket = connect(program);
  const client = open(program, socket);
  const note = new EventEmitter();
  let shown;
  const stop = [
    client.show(list, { ids }, (data) => {
      shown = data;
      note.emit('shown');
    }),
    client.follow(document, document === one ? { eventId: watched.eventId } : { ids }),
  ];
  undo(t)(() => {
    stop.forEach((end) => end());
    socket.dispose();
  });
  const event = (id) => shown?.events.edges.map(({ node }) => node).find((node) => node.id === id);
  const shows = (what, holds) =>
    within((async () => { while (!holds()) await once(note, 'shown'); })(), `${what}; there is ${JSON.stringify(shown)}`, 30_000);
  await shows('the list', () => event(watched.eventId)?.shifts[0].live.available === 3);
  await client.following();

  const person = await register(program, 'cached');
  const { signup } = await person.act(documents.signUp, { shiftId: watched.shiftId });
  await shows('the place that was taken', () => event(watched.eventId).shifts[0].live.available === 2);
  if (document === one) assert.equal(event(watched.eventId).live.confirmed, 1);
  assert.equal(event(other.eventId).shifts[0].live.available, 5, 'the other one is as it was');
  await person.act(documents.cancelSignup, { signupId: signup.id });
  await shows('the place that is free again', () => event(watched.eventId).shifts[0].live.available === 3);
  assert.deepEqual(client.faults, []);
}

// A client as their manuals set it up: what it shows, what it follows, and what went wrong.
function apollo(program, socket) {
  const http = new HttpLink({ uri: `${program.url}/graphql` });
  const isSubscription = ({ query }) => query.definitions.some(({ operation }) => operation === 'subscription');
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(isSubscription, new GraphQLWsLink(socket), http),
  });
  const faults = [];
  const first = promise();
  return {
    faults,
    show(query, variables, shown) {
      const watching = client.watchQuery({ query: gql(query), variables }).subscribe({
        next: ({ data, dataState }) => dataState === 'complete' && shown(data),
        error: (error) => faults.push(error),
      });
      return () => watching.unsubscribe();
    },
    follow(query, variables) {
      const following = client.subscribe({ query: gql(query), variables }).subscribe({
        next: ({ error }) => (error ? faults.push(error) : first.resolve()),
        error: (error) => faults.push(error),
      });
      return () => following.unsubscribe();
    },
    following: () => within(first.promise, 'the first state', 30_000),
  };
}

function urql(program, socket) {
  const client = new Client({
    url: `${program.url}/graphql`,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({}),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
  const faults = [];
  const first = promise();
  return {
    faults,
    show(query, variables, shown) {
      const watching = client.query(query, variables).subscribe(({ data, error }) => (error ? faults.push(error) : data && shown(data)));
      return () => watching.unsubscribe();
    },
    follow(query, variables) {
      const following = client.subscription(query, variables).subscribe(({ error }) => (error ? faults.push(error) : first.resolve()));
      return () => following.unsubscribe();
    },
    following: () => within(first.promise, 'the first state', 30_000),
  };
}

function promise() {
  let resolve;
  return { promise: new Promise((done) => (resolve = done)), resolve: () => resolve() };
}
