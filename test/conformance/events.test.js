// Subscriptions over server-sent events: through the npm client graphql-sse, and through an EventSource as browsers
// have it.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { EventSource } from 'eventsource';
import { createClient } from 'graphql-sse';
import { documents, draft, organizer, publish, register } from './support/network.js';
import { within } from './support/program.js';
import { Watch } from './support/watch.js';
import { onAnyDatabase } from './support/with-program.js';

onAnyDatabase('events', async (t, program) => {
  const host = await organizer(program);
  const scene = { program, host };
  await t.test('graphql-sse follows an event to its end', () => toTheEnd(scene));
  await t.test('graphql-sse is told of an event that is none', () => notFound(scene));
  await t.test('graphql-sse runs queries and mutations, as who the header says', () => queriesAndMutations(scene));
  await t.test('EventSource follows an event, and hears that it is complete', () => eventSource(scene));
  await t.test('graphql-sse comes again by itself after a restart', () => restart(scene));
});

function connect(program, token) {
  return createClient({
    url: `${program.url}/graphql`,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
    retryAttempts: 100,
    retry: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
}

async function toTheEnd({ program, host }) {
  const { eventId, shiftId } = await publish(host, 3);
  const client = connect(program);
  const [a, b] = [new Watch(client, documents.eventCapacity, { eventId }), new Watch(client, documents.eventCapacity, { eventId })];
  await Promise.all([a, b].map((watch) => watch.state('the first state', ({ confirmed }) => confirmed === 0)));
  b.stop();
  await (await register(program, 'stream')).act(documents.signUp, { shiftId });
  await a.state('the place that was taken', ({ confirmed, available }) => confirmed === 1 && available === 2);
  await host.act(documents.cancelEvent, { eventId, reason: 'storm' });
  await a.state('the end', ({ state }) => state === 'CANCELLED');
  await a.until('complete', ({ over }) => over);
  assert.deepEqual(a.states.map(({ version }) => version), a.states.map(({ version }) => version).toSorted((x, y) => x - y));
  assert.equal(b.messages.length, 1, 'nothing comes after leaving');
  client.dispose();
}

async function notFound({ program, host }) {
  const { eventId } = await draft(host, 1);
  const client = connect(program);
  for (const id of [eventId, 'nonsense']) {
    const watch = new Watch(client, documents.eventCapacity, { eventId: id });
    await watch.until('the error', ({ over }) => over);
    assert.deepEqual(watch.messages.map(({ data, errors }) => [data, errors[0].extensions.code]), [[undefined, 'NOT_FOUND']]);
  }
  client.dispose();
}

async function queriesAndMutations({ program, host }) {
  const { shiftId } = await publish(host, 1);
  const person = await register(program, 'stream');
  const client = connect(program, person.token);
  const { viewer } = await person.get('{ viewer { volunteer { id } } }');
  const query = new Watch(client, '{ viewer { volunteer { id } } }');
  await query.until('the end', ({ over }) => over);
  assert.deepEqual(query.messages, [{ data: { viewer } }]);
  const mutation = new Watch(client, documents.signUp, { input: { shiftId } });
  await mutation.until('the end', ({ over }) => over);
  assert.equal(mutation.states[0].signup.state, 'CONFIRMED');
  client.dispose();
}

async function eventSource({ program, host }) {
  const { eventId, shiftId } = await publish(host, 2);
  const parameters = new URLSearchParams({ query: documents.eventCapacity, variables: JSON.stringify({ eventId }) });
  const source = new EventSource(`${program.url}/graphql?${parameters}`);
  const heard = [];
  const note = new EventEmitter();
  for (const name of ['next', 'complete', 'error', 'message']) {
    source.addEventListener(name, ({ data }) => {
      heard.push({ name, data });
      if (name === 'complete') source.close();
      note.emit('heard');
    });
  }
  const hear = (what, wanted) =>
    within((async () => { while (!heard.some(wanted)) await once(note, 'heard'); })(), `${what}; there is ${JSON.stringify(heard)}`, 30_000);
  const state = ({ data }) => (data ? JSON.parse(data).data.eventCapacity : {});
  await hear('the first state', (event) => state(event).confirmed === 0);
  await (await register(program, 'browser')).act(documents.signUp, { shiftId });
  await hear('the place that was taken', (event) => state(event).confirmed === 1);
  await host.act(documents.cancelEvent, { eventId, reason: 'storm' });
  await hear('complete', ({ name }) => name === 'complete');
  assert.deepEqual(heard.at(-1), { name: 'complete', data: '' });
  assert.deepEqual(new Set(heard.map(({ name }) => name)), new Set(['next', 'complete']));
  assert.equal(state(heard.at(-2)).state, 'CANCELLED');
}

async function restart({ program, host }) {
  const { eventId, shiftId } = await publish(host, 3);
  const person = await register(program, 'after');
  const client = connect(program);
  const watch = new Watch(client, documents.eventCapacity, { eventId });
  await watch.state('the first state', ({ confirmed }) => confirmed === 0);
  await program.end('SIGTERM');
  await program.start();
  await person.act(documents.signUp, { shiftId });
  await watch.state('the state after the restart', ({ confirmed }) => confirmed === 1);
  assert.equal(watch.error, undefined);
  client.dispose();
}
