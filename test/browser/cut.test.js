// A network that goes away while somebody takes a place: the page shows no place that was not given, goes on by itself,
// and one attempt makes at most one sign-up.
import assert from 'node:assert/strict';
import { documents, liveEvent, organizer, placesOn, publish, register } from '../conformance/support/network.js';
import { connection, places } from './support/home.js';
import { note, noted } from './support/history.js';
import { inBrowser, word } from './support/pages.js';
import { pageAs } from './support/session.js';
import { wire } from './support/wire.js';

const says = (key) => word('en', key);
const day = 86_400_000;
const counted = `query ($id: ID!) { node(id: $id) { ... on Shift { signups(first: 10) { edges { node { state } } } } } }`;

inBrowser('a network that goes away', async (t, program, browser) => {
  const host = await organizer(program);
  const way = await wire(t, program);
  let days = 60;

  /** A page of an event with two places, before the reader takes one. */
  const before = async () => {
    const { eventId, shiftId } = await publish(host, 2, days++ * day);
    const person = await register(program, 'Far');
    const page = await pageAs(browser, person);
    await page.goto(`${way.url}/events/${eventId}?lang=en`);
    await connection(page, 'live');
    await places(page, eventId, '2 of 2 places free');
    const take = page.getByRole('button', { name: says('shift.take'), exact: true });
    await take.waitFor();
    await page.evaluate(() => (window.same = true));
    await note(page);
    return { eventId, shiftId, person, page, take };
  };
  const signups = async (shiftId) => (await host.get(counted, { id: shiftId })).node.signups.edges.map(({ node }) => node.state);
  const ever = (shown, mine) => shown.filter((one) => one.mine.includes(mine));
  /** The reader has the one place, on the page that was opened first, and its numbers are those of now. */
  const hasOne = async ({ page, eventId, shiftId, person }) => {
    await page.locator('[data-mine=CONFIRMED]').waitFor();
    await connection(page, 'live');
    const { available } = await liveEvent(person, eventId);
    assert.equal(available, 1);
    await places(page, eventId, '1 of 2 places free');
    assert.equal(await page.evaluate(() => window.same), true, 'the page was not opened again');
    assert.deepEqual(await signups(shiftId), ['CONFIRMED']);
    await page.context().close();
  };

  await t.test('H10 cut before the question arrives: no place is shown, it says that it failed, and the next tap takes one', async () => {
    const at = await before();
    way.cut();
    await at.take.click();
    await at.page.getByRole('alert').getByText(/./).first().waitFor();
    await connection(at.page, 'lost');
    assert.deepEqual(await signups(at.shiftId), []);
    assert.deepEqual(ever(await noted(at.page), 'CONFIRMED'), []);
    way.mend();
    await connection(at.page, 'live');
    assert.deepEqual(ever(await noted(at.page), 'CONFIRMED'), []);
    await at.take.click();
    await hasOne(at);
  });

  await t.test('H10 cut before the answer arrives: the place is shown when the page knows of it, once', async () => {
    const at = await before();
    way.swallow('answers');
    await at.take.click();
    await until(async () => (await placesOn(at.person, at.shiftId)).length === 1);
    assert.deepEqual(ever(await noted(at.page), 'CONFIRMED'), [], 'it cannot know');
    way.cut();
    await connection(at.page, 'lost');
    way.mend();
    await hasOne(at);
  });

  await t.test('H10 the server dies with the question: another one answers, at most one sign-up is made', async () => {
    const at = await before();
    way.swallow('questions');
    await at.take.click();
    await program.kill();
    way.cut();
    await connection(at.page, 'lost');
    await program.start();
    assert.deepEqual(await signups(at.shiftId), []);
    assert.deepEqual(ever(await noted(at.page), 'CONFIRMED'), []);
    way.mend();
    await connection(at.page, 'live');
    // The question was asked again in time, or the reader asks again.
    await at.page.locator('[data-mine=CONFIRMED]').or(at.take.and(at.page.locator(':not([aria-disabled=true])'))).first().waitFor();
    if (await at.take.isVisible()) await at.take.click();
    await hasOne(at);
  });

  await t.test('H10 the server dies after it gave the place: nothing is forgotten, nothing is given twice', async () => {
    const at = await before();
    way.swallow('answers');
    await at.take.click();
    await until(async () => (await placesOn(at.person, at.shiftId)).length === 1);
    await program.kill();
    way.cut();
    await connection(at.page, 'lost');
    assert.deepEqual(ever(await noted(at.page), 'CONFIRMED'), []);
    await program.start();
    way.mend();
    await hasOne(at);
  });

  await t.test('H10 others take the last place meanwhile: the page never shows that it is the reader’s', async () => {
    const at = await before();
    way.cut();
    await at.take.click();
    for (const name of ['one', 'two']) await (await register(program, name)).act(documents.signUp, { shiftId: at.shiftId });
    await connection(at.page, 'lost');
    await at.page.getByRole('alert').getByText(/./).first().waitFor();
    way.mend();
    await connection(at.page, 'live');
    await at.page.getByRole('button', { name: says('shift.queue') }).waitFor();
    const shown = await noted(at.page);
    assert.deepEqual(ever(shown, 'CONFIRMED'), []);
    const live = shown.slice(shown.findIndex((one) => one.connection === 'lost')).filter((one) => one.connection === 'live');
    assert.deepEqual(live.filter((one) => !one.places[at.eventId].startsWith('0 of 2')), [], 'what it calls live is of now');
    assert.deepEqual(await placesOn(at.person, at.shiftId), []);
    await at.page.context().close();
  });
});

async function until(is) {
  for (let left = 200; !(await is()); left--) {
    assert.ok(left > 0, 'it never was so');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
