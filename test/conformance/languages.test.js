// Refusals come in the reader's language, over HTTP and over a socket.
import assert from 'node:assert/strict';
import { documents, organizer, publish, register } from './support/network.js';
import { undo } from './support/undo.js';
import { connect, Watch } from './support/watch.js';
import { onAnyDatabase } from './support/with-program.js';

// What tells the languages apart: letters that only Kazakh has, Cyrillic, neither.
const isIn = {
  kk: (text) => /[әғқңөұүһі]/i.test(text),
  ru: (text) => /[а-яё]/i.test(text) && !isIn.kk(text),
  en: (text) => /[a-z]/i.test(text) && !/\p{Script=Cyrillic}/u.test(text),
};

onAnyDatabase('refusals in kk, ru and en', async (t, program) => {
  const { shiftId } = await publish(await organizer(program), 1);
  await (await register(program, 'first')).act(documents.signUp, { shiftId });
  const late = await register(program, 'late');
  const input = { shiftId, joinWaitlist: false };

  const judge = ({ userErrors }, locale) => {
    assert.deepEqual(userErrors.map(({ code }) => code), ['SHIFT_FULL']);
    const [{ message, nextStep }] = userErrors;
    assert.ok(isIn[locale](message), message);
    assert.ok(isIn[locale](nextStep), nextStep);
    return message;
  };

  const overHttp = {};
  await t.test('over HTTP, by Accept-Language', async () => {
    for (const locale of Object.keys(isIn)) {
      overHttp[locale] = judge(await late.in(locale).attempt(documents.signUp, input), locale);
    }
    assert.equal(new Set(Object.values(overHttp)).size, 3);
    judge(await late.in('de, kk;q=0.8, en;q=0.5').attempt(documents.signUp, input), 'kk');
  });

  await t.test('over a socket, by what its init says', async (t) => {
    const atEnd = undo(t);
    for (const locale of Object.keys(isIn)) {
      const client = connect(program, { authorization: `Bearer ${late.token}`, locale });
      atEnd(() => client.dispose());
      const asked = new Watch(client, documents.signUp, { input });
      await asked.until('the answer', () => asked.over);
      assert.equal(judge(asked.states[0], locale), overHttp[locale]);
    }
  });
});
