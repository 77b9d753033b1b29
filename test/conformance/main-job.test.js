// The main job, with the clients that people use: browse, register, subscribe, sign up three people for two places, see
// each state arrive, kill the server, start it again, find all of it.
import assert from 'node:assert/strict';
import { Caller } from './support/api.js';
import { documents, draft, liveEvent, organizer, placesOn, publish, register } from './support/network.js';
import { within } from './support/program.js';
import { undo } from './support/undo.js';
import { connect, Watch } from './support/watch.js';
import { onEachDatabase } from './support/with-program.js';

onEachDatabase('the main job', async (t, program) => {
  await t.test('a visitor browses', () => browse(new Caller(program)));
  const host = await organizer(program);
  await t.test('a draft is seen when it is published', () => draftThenPublished(new Caller(program), host));
  await t.test('three people, two places, a kill, a new start', (t) => threePeople(t, program, host));
});

async function browse(visitor) {
  const { regions, directions, events, viewer } = await visitor.get(`{
    regions { id name } directions { code name } viewer { volunteer { id } }
    events(first: 5, hasFreePlaces: true, orderBy: [{ field: STARTS_AT, direction: ASC }]) {
      totalCount edges { node { id title state startsAt shifts { available } } } } }`);
  assert.equal(regions.length, 20);
  assert.equal(directions.length, 9);
  assert.equal(viewer, null);
  assert.equal(events.edges.length, 5);
  assert.ok(events.totalCount >= 5);
  const nodes = events.edges.map(({ node }) => node);
  assert.ok(nodes.every(({ title, shifts }) => title && shifts.some(({ available }) => available > 0)));
  const starts = nodes.map(({ startsAt }) => Date.parse(startsAt));
  assert.deepEqual(starts, starts.toSorted((a, b) => a - b));
}

async function draftThenPublished(visitor, host) {
  const { eventId } = await draft(host, 2);
  const seen = async () => {
    const { events } = await visitor.get(documents.liveEvent, { where: { id: eventId } });
    return events.edges.length;
  };
  assert.equal(await seen(), 0);
  await host.act(documents.publishEvent, { eventId });
  assert.equal(await seen(), 1);
}

async function threePeople(t, program, host) {
  const { eventId, shiftId } = await publish(host, 2);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((one) => register(program, one)));
  const client = connect(program);
  undo(t)(() => client.dispose());
  const event = new Watch(client, documents.eventCapacity, { eventId });
  const board = new Watch(client, documents.shiftCapacities, { where: { eventIds: [eventId] } });

  // Waits until both subscriptions have the state; `from` skips what came before.
  const arrives = async (confirmed, waitlisted, from) => {
    const what = `${confirmed} of 2 with ${waitlisted} in the queue`;
    const counts = (live) => [live.confirmed, live.waitlisted, live.held, live.available];
    const expected = [confirmed, waitlisted, 0, 2 - confirmed];
    const is = (live) => counts(live).join() === expected.join();
    const live = await event.state(what, is, from);
    assert.deepEqual(counts(live.shifts[0]), expected, 'the shift says what its event says');
    // Here the version tells which one is meant: a state can come back, a version cannot.
    const [shift] = live.shifts;
    const onBoard = ({ shifts }) => shifts.some(({ version }) => version >= shift.version);
    assert.deepEqual((await board.state(`${what}, on the board`, onBoard)).shifts, [shift]);
  };

  await arrives(0, 0);
  assert.deepEqual(board.states, [{ reset: true, removed: [], shifts: event.states[0].shifts }]);
  const first = await a.act(documents.signUp, { shiftId });
  assert.equal(first.signup.state, 'CONFIRMED');
  await arrives(1, 0);
  const second = await b.act(documents.signUp, { shiftId });
  assert.equal(second.signup.state, 'CONFIRMED');
  await arrives(2, 0);
  const third = await c.act(documents.signUp, { shiftId });
  assert.equal(third.signup, null);
  assert.equal(third.waitlistEntry.position, 1);
  await arrives(2, 1);
  const before = event.states.length;
  const cancelled = await a.act(documents.cancelSignup, { signupId: first.signup.id });
  assert.equal(cancelled.signup.state, 'CANCELLED');
  await arrives(2, 0, before);
  const promoted = await placesOn(c, shiftId);
  assert.deepEqual(promoted.map(({ signup }) => signup), ['CONFIRMED'], 'the third one got the place');
  assert.deepEqual(event.states.at(-1), await liveEvent(a, eventId), 'the last state is the one of the database');
  assert.ok(board.states.slice(1).every(({ reset, removed }) => !reset && removed.length === 0));

  // The first one waits now, and the server dies at the moment of the answer.
  const closed = new Promise((resolve) => client.on('closed', resolve));
  const again = await a.act(documents.signUp, { shiftId, idempotencyKey: 'before the kill' });
  const { signal } = await program.kill();
  assert.equal(signal, 'SIGKILL');
  await within(closed, 'the client to notice');
  const [heard, onBoard] = [event.states.length, board.states.length];
  await program.start();

  const [ofA, ofB, ofC] = await Promise.all([a, b, c].map((one) => placesOn(one, shiftId)));
  assert.deepEqual(ofA.map(({ id, waiting, position }) => [id, waiting, position]), [[again.waitlistEntry.id, 'WAITING', 1]]);
  assert.deepEqual(ofB.map(({ id, signup }) => [id, signup]), [[second.signup.id, 'CONFIRMED']]);
  assert.deepEqual(ofC, promoted);
  const repeated = await a.act(documents.signUp, { shiftId, idempotencyKey: 'before the kill' });
  assert.equal(repeated.waitlistEntry.id, again.waitlistEntry.id, 'the key is still known');

  // The client has come back by itself; its first state is the one of the database.
  await arrives(2, 1, heard);
  assert.deepEqual(event.states[heard], await liveEvent(a, eventId));
  await board.until('the whole answer again', () => board.states.length > onBoard);
  assert.equal(board.states[onBoard].reset, true);

  // What came back is live too, and ends when the event does.
  await b.act(documents.cancelSignup, { signupId: second.signup.id });
  await arrives(2, 0, heard);
  await host.act(documents.cancelEvent, { eventId, reason: 'Storm warning' });
  await event.until('the end', () => event.over);
  assert.equal(event.states.at(-1).state, 'CANCELLED');
  grows(event.states, heard);
}

/** Versions grow with each message; only the first one after a new connection may repeat the last one before it. */
function grows(states, reconnected) {
  for (let i = 1; i < states.length; i++) {
    const least = states[i - 1].version + (i === reconnected ? 0 : 1);
    assert.ok(states[i].version >= least, `message ${i}: version ${states[i].version} after ${states[i - 1].version}`);
  }
}
