// Each fault of a client has its close code of graphql-transport-ws, so that clients know whether to come again.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import { within } from './support/program.js';
import { RawSocket } from './support/raw-socket.js';
import { onAnyDatabase } from './support/with-program.js';

const liveQuery = 'subscription { shiftCapacities { reset } }';
const init = { type: 'connection_init' };
const subscribe = (id) => ({ type: 'subscribe', id, payload: { query: liveQuery } });

// What is said on a new socket, and the code that it is closed with.
const faults = {
  'subscribing before the init': [4401, [subscribe('1')]],
  'two inits': [4429, [init, init]],
  'a second operation under an id in use': [4409, [init, subscribe('1'), subscribe('1')]],
  'a session that does not exist': [4403, [{ ...init, payload: { authorization: 'Bearer no-such-token' } }]],
  'what is no JSON': [4400, ['{"type":']],
  'a list': [4400, ['[]']],
  'two messages in one': [4400, ['{"type":"ping"}{"type":"ping"}']],
  'a message that is not text': [4400, [Buffer.from('{"type":"ping"}')]],
  'an unknown type': [4400, [init, { type: 'start', id: '1', payload: { query: liveQuery } }]],
  'no type': [4400, [{}]],
  'an init that is no object': [4400, [{ ...init, payload: 'token' }]],
  'an empty id': [4400, [init, subscribe('')]],
  'no id': [4400, [init, subscribe()]],
  'completing without an id': [4400, [init, { type: 'complete' }]],
  'an operation without a payload': [4400, [init, { type: 'subscribe', id: '1' }]],
  'an operation without a query': [4400, [init, { type: 'subscribe', id: '1', payload: {} }]],
  'a query that is null': [4400, [init, { type: 'subscribe', id: '1', payload: { query: null } }]],
  'a ping whose payload is no object': [4400, [init, { type: 'ping', payload: 'x' }]],
  'more than a mebibyte': [1009, [init, { type: 'ping', payload: { long: 'x'.repeat(1 << 20) } }]],
  'too many operations at once': [1008, [init, ...Array.from({ length: 51 }, (_, i) => subscribe(`${i}`))]],
};

onAnyDatabase('closing', async (t, program) => {
  for (const [fault, [code, said]] of Object.entries(faults)) {
    await t.test(`${fault}: ${code}`, async () => {
      const socket = await RawSocket.open(program);
      for (const message of said) {
        socket.raw(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
      }
      assert.equal(await socket.code(), code);
      if (code >= 4400) assert.ok(socket.reason, 'a code of the protocol comes with words');
    });
  }

  await t.test('no init within 3 s: 4408', async () => {
    const socket = await RawSocket.open(program);
    const opened = Date.now();
    socket.say({ type: 'ping' }); // a sign of life is no init
    assert.equal(await socket.code(), 4408);
    assert.ok(Date.now() - opened > 2500, 'a slow client has its 3 s');
  });

  for (const [name, protocols] of [
    ['the legacy subprotocol', ['graphql-ws']],
    ['no subprotocol', []],
  ]) {
    await t.test(`${name} is refused`, async () => {
      const connection = new WebSocket(program.socketUrl, protocols);
      connection.on('error', () => {});
      const refused = new Promise((resolve) => connection.once('unexpected-response', (_, response) => resolve(response)));
      assert.equal((await within(refused, 'the refusal')).statusCode, 400);
    });
  }

  await t.test('a page of another site is refused', async () => {
    const connection = new WebSocket(program.socketUrl, 'graphql-transport-ws', { origin: 'https://elsewhere.example' });
    connection.on('error', () => {});
    const refused = new Promise((resolve) => connection.once('unexpected-response', (_, response) => resolve(response)));
    assert.equal((await within(refused, 'the refusal')).statusCode, 403);
  });

  await t.test('SIGTERM: 1012 for every socket, and the program ends well', async () => {
    const sockets = await Promise.all([RawSocket.begin(program), RawSocket.begin(program), RawSocket.open(program)]);
    sockets[0].subscribe('1', liveQuery);
    await sockets[0].hear('the first answer', ({ type }) => type === 'next');
    const ended = program.end('SIGTERM');
    assert.deepEqual(await Promise.all(sockets.map((socket) => socket.code())), [1012, 1012, 1012]);
    assert.deepEqual(await ended, { code: 0, signal: null });
    // 1012 means "come again": the operation was not completed.
    assert.deepEqual(sockets[0].about('1').filter(({ type }) => type !== 'next'), []);
  });
});
