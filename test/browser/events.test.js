// A browser's own EventSource follows an event: every event of the stream fires, and the stream has an end.
import assert from 'node:assert/strict';
import { documents, organizer, publish, register } from '../conformance/support/network.js';
import { undo } from '../conformance/support/undo.js';
import { onAnyDatabase } from '../conformance/support/with-program.js';
import { launch } from './support/browser.js';

onAnyDatabase('EventSource in a browser', async (t, program) => {
  const browser = await launch();
  undo(t)(() => browser.close());
  const host = await organizer(program);
  const { eventId, shiftId } = await publish(host, 2);
  const page = await browser.newPage();
  await page.goto(`${program.url}/`); // a page whose policy lets it ask this server
  await page.evaluate(({ query, variables }) => {
    const heard = (window.heard = []);
    const source = new EventSource(`/graphql?${new URLSearchParams({ query, variables })}`);
    for (const name of ['open', 'next', 'complete', 'error', 'message']) {
      source.addEventListener(name, ({ data }) => {
        heard.push({ name, state: data ? JSON.parse(data).data.eventCapacity : null });
        if (name === 'complete') source.close();
      });
    }
  }, { query: documents.eventCapacity, variables: JSON.stringify({ eventId }) });
  const confirmed = (count) => page.waitForFunction((n) => window.heard.some(({ state }) => state?.confirmed === n), count);
  await confirmed(0);
  await (await register(program, 'browser')).act(documents.signUp, { shiftId });
  await confirmed(1);
  await host.act(documents.cancelEvent, { eventId, reason: 'storm' });
  await page.waitForFunction(() => window.heard.some(({ name }) => name === 'complete'));
  const heard = await page.evaluate(() => window.heard);
  assert.equal(heard[0].name, 'open');
  assert.deepEqual(heard.at(-1), { name: 'complete', state: null });
  assert.equal(heard.at(-2).state.state, 'CANCELLED');
  assert.deepEqual([...new Set(heard.map(({ name }) => name))], ['open', 'next', 'complete']);
});
