// A request that is sent again with its idempotency key gets the answer of the first time.
import assert from 'node:assert/strict';
import { documents, liveEvent, organizer, placesOn, publish, register } from './support/network.js';
import { onEachDatabase } from './support/with-program.js';

onEachDatabase('a key that comes twice', async (t, program) => {
  const host = await organizer(program);
  const { eventId, shiftId } = await publish(host, 3);

  await t.test('one after the other', async () => {
    const person = await register(program, 'twice');
    const input = { shiftId, idempotencyKey: 'one' };
    const first = await person.act(documents.signUp, input);
    assert.equal(first.signup.state, 'CONFIRMED');
    assert.deepEqual(await person.act(documents.signUp, input), first);
    assert.equal((await placesOn(person, shiftId)).length, 1);
    assert.equal((await liveEvent(person, eventId)).confirmed, 1);
  });

  await t.test('at the same time', async () => {
    const person = await register(program, 'at-once');
    const input = { shiftId, idempotencyKey: 'one' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => person.act(documents.signUp, input)));
    assert.equal(new Set(answers.map(({ signup }) => signup.id)).size, 1);
    assert.equal((await liveEvent(person, eventId)).confirmed, 2);
  });

  await t.test('with another input, it is refused', async () => {
    const person = await register(program, 'reused');
    await person.act(documents.signUp, { shiftId, idempotencyKey: 'one' });
    const { userErrors } = await person.attempt(documents.signUp, { shiftId, idempotencyKey: 'one', autoAccept: false });
    assert.deepEqual(userErrors.map(({ code }) => code), ['IDEMPOTENCY_KEY_REUSED']);
  });

  await t.test('without a key, a second sign-up is refused', async () => {
    const person = await register(program, 'no-key');
    await person.act(documents.signUp, { shiftId });
    const { userErrors } = await person.attempt(documents.signUp, { shiftId });
    assert.deepEqual(userErrors.map(({ code }) => code), ['ALREADY_SIGNED_UP']);
  });
});
