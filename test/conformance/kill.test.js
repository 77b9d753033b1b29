// A server that is killed while many people sign up has lost nothing that it answered, and has promised nothing twice.
import assert from 'node:assert/strict';
import { documents, liveEvent, organizer, placesOn, publish, register } from './support/network.js';
import { onEachDatabase } from './support/with-program.js';

const people = 12;
const capacity = 8;

onEachDatabase('a kill in the crowd', async (t, program) => {
  const { eventId, shiftId } = await publish(await organizer(program), capacity);
  const crowd = await Promise.all(Array.from({ length: people }, (_, i) => register(program, `crowd${i}`)));
  const answered = new Map();
  let killed;
  const signUp = async (one) => {
    try {
      answered.set(one, await one.act(documents.signUp, { shiftId }));
    } catch (error) {
      if (!killed || error instanceof assert.AssertionError) throw error;
      return; // its answer died with the server
    }
    if (answered.size === 5) killed = program.kill();
  };
  await Promise.all(crowd.map(signUp));
  await killed;
  t.diagnostic(`${answered.size} of ${people} had their answer`);
  await program.start();

  const found = await Promise.all(crowd.map((one) => placesOn(one, shiftId)));
  for (const [i, one] of crowd.entries()) {
    const { signup, waitlistEntry } = answered.get(one) ?? {};
    if (signup) assert.deepEqual(found[i].map(({ id, signup: state }) => [id, state]), [[signup.id, 'CONFIRMED']]);
    if (waitlistEntry) assert.deepEqual(found[i].map(({ id, waiting }) => [id, waiting]), [[waitlistEntry.id, 'WAITING']]);
    assert.ok(found[i].length <= 1);
  }
  const count = (wanted) => found.flat().filter(({ kind }) => kind === wanted).length;
  const live = await liveEvent(crowd[0], eventId);
  assert.deepEqual([live.confirmed, live.waitlisted], [count('Signup'), count('WaitlistEntry')], 'the counters equal the rows');
  assert.ok(live.confirmed <= capacity);
});
