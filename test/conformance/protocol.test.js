// What is said on a socket of graphql-transport-ws, message by message.
import assert from 'node:assert/strict';
import { Caller } from './support/api.js';
import { documents, draft, organizer, publish, register } from './support/network.js';
import { RawSocket } from './support/raw-socket.js';
import { onAnyDatabase } from './support/with-program.js';

const liveQuery = 'subscription ($id: ID!) { eventCapacity(eventId: $id) { version confirmed waitlisted } }';

onAnyDatabase('the protocol', async (t, program) => {
  const host = await organizer(program);
  const scene = { program, host };
  await t.test('a ping is answered by a pong with its payload, before the init too', () => pings(scene));
  await t.test('queries and mutations run over the socket', () => queryAndMutation(scene));
  await t.test('an operation that cannot run gets one error and nothing more', () => invalid(scene));
  await t.test('an event that is unknown, or a draft, ends with NOT_FOUND', () => notFound(scene));
  await t.test('nothing is said of an operation that the client completed', () => silence(scene));
  await t.test('an id is free again after its operation', () => sameIdAgain(scene));
});

async function pings({ program }) {
  const socket = await RawSocket.open(program);
  socket.say({ type: 'ping', payload: { early: true } });
  socket.say({ type: 'connection_init' });
  socket.say({ type: 'ping', payload: { n: 1.5, text: 'Ертіс' } });
  socket.say({ type: 'ping' });
  socket.say({ type: 'pong', payload: { unasked: true } });
  await socket.settle();
  assert.deepEqual(socket.messages.slice(0, 4), [
    { type: 'pong', payload: { early: true } },
    { type: 'connection_ack' },
    { type: 'pong', payload: { n: 1.5, text: 'Ертіс' } },
    { type: 'pong' },
  ]);
  assert.equal(socket.messages.length, 5, 'a pong is not answered');
  socket.end();
}

async function queryAndMutation({ program, host }) {
  const { shiftId } = await publish(host, 1);
  const person = await register(program, 'socket');
  const socket = await RawSocket.begin(program, { authorization: `Bearer ${person.token}`, somethingElse: [1] });
  socket.subscribe('q', '{ viewer { volunteer { id } } }');
  await socket.hear('the end of the query', ({ id, type }) => id === 'q' && type === 'complete');
  const { viewer } = await person.get('{ viewer { volunteer { id } } }');
  assert.deepEqual(socket.about('q'), [
    { type: 'next', id: 'q', payload: { data: { viewer } } },
    { type: 'complete', id: 'q' },
  ]);
  socket.subscribe('m', documents.signUp, { input: { shiftId } });
  await socket.hear('the end of the mutation', ({ id, type }) => id === 'm' && type === 'complete');
  const [next, complete, ...rest] = socket.about('m');
  assert.equal(next.payload.data.signUpForShift.signup.state, 'CONFIRMED');
  assert.deepEqual([complete.type, rest], ['complete', []]);
  socket.end();
}

async function invalid({ program }) {
  const socket = await RawSocket.begin(program);
  const refused = async (id) => {
    const { payload } = await socket.hear(`the error of ${id}`, (message) => message.id === id);
    await socket.settle();
    assert.deepEqual(socket.about(id).map(({ type }) => type), ['error']);
    assert.ok(payload[0].message);
    assert.equal(payload[0].extensions.code, 'BAD_REQUEST');
  };
  socket.subscribe('syntax', 'subscription {');
  await refused('syntax');
  socket.subscribe('field', '{ noSuchField }');
  await refused('field');
  socket.subscribe('empty', '');
  await refused('empty');
  socket.end();
}

async function notFound({ program, host }) {
  const { eventId } = await draft(host, 1);
  const socket = await RawSocket.begin(program);
  for (const [name, id] of Object.entries({ draft: eventId, unknown: `${eventId.slice(0, -1)}x`, nonsense: 'x' })) {
    socket.subscribe(name, liveQuery, { id });
    const { type, payload } = await socket.hear(`the end of ${name}`, (message) => message.id === name);
    assert.equal(type, 'error', name);
    assert.equal(payload[0].extensions.code, 'NOT_FOUND', name);
  }
  // Not even when the event comes to be seen.
  await host.act(documents.publishEvent, { eventId });
  socket.subscribe('published', liveQuery, { id: eventId });
  await socket.hear('the published event', ({ id, type }) => id === 'published' && type === 'next');
  await socket.settle();
  assert.equal(socket.about('draft').length, 1);
  assert.equal(socket.about('unknown').length, 1);
  socket.end();
}

async function silence({ program, host }) {
  const { eventId, shiftId } = await publish(host, 3);
  const socket = await RawSocket.begin(program);
  const state = (id, confirmed) =>
    socket.hear(`${confirmed} for ${id}`, (message) => message.id === id && confirmedIn(message) === confirmed);
  const confirmedIn = ({ payload }) => payload?.data?.eventCapacity.confirmed;
  socket.subscribe('leaves', liveQuery, { id: eventId });
  socket.subscribe('stays', liveQuery, { id: eventId });
  await Promise.all([state('leaves', 0), state('stays', 0)]);
  socket.say({ type: 'complete', id: 'leaves' });
  await socket.settle();
  // Two changes, one after the other: what was to be said of the first would have been said by the second.
  for (const confirmed of [1, 2]) {
    await (await register(program, 'change')).act(documents.signUp, { shiftId });
    await state('stays', confirmed);
  }
  await socket.settle();
  assert.deepEqual(socket.about('leaves').map(confirmedIn), [0]);
  // Completing what is over, or never was, is no fault.
  socket.say({ type: 'complete', id: 'leaves' });
  socket.say({ type: 'complete', id: 'never was' });
  await socket.settle();
  socket.end();
}

async function sameIdAgain({ program }) {
  const socket = await RawSocket.begin(program);
  const { directions } = await new Caller(program).get('{ directions { code } }');
  for (let times = 1; times <= 3; times++) {
    socket.subscribe('again', '{ directions { code } }');
    await socket.hear('the end', () => socket.about('again').filter(({ type }) => type === 'complete').length === times);
  }
  assert.deepEqual(socket.about('again').map(({ payload }) => payload?.data.directions), [
    directions, undefined, directions, undefined, directions, undefined,
  ]);
  socket.end();
}
