// The ledger of hours in two windows: a person declares hours and disputes what was recorded, the organizer verifies,
// rejects, answers and corrects, and each sees it.
import assert from 'node:assert/strict';
import { as, organizer, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const zone = 'Asia/Almaty';

/** A wall clock of Almaty some days ago, as a field of a form takes it. */
function then(days, hour) {
  const day = new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-CA', { timeZone: zone });
  return `${day}T${String(hour).padStart(2, '0')}:00`;
}

inBrowserOnOne('hours', async (t, program, browser) => {
  const host = await organizer(program);
  const person = await as(program, 'volunteer');
  const desk = await pageAs(browser, host);
  const page = await pageAs(browser, person);
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  const { node: organization } = await host.in('en').get('query ($id: ID!) { node(id: $id) { ... on Organization { name } } }', { id: host.organizationId });
  const lines = (state) => desk.locator(`[data-entry][data-state=${state}]`);
  const minutes = async () => (await person.get('{ viewer { volunteer { hours { minutes } } } }')).viewer.volunteer.hours.minutes;

  const declare = async (days, description) => {
    await button(page, 'hours.declare').click();
    await page.getByLabel(says('events.search')).fill(organization.name);
    const choose = page.getByLabel(says('desk.organization'), { exact: true });
    await choose.locator('option', { hasText: organization.name }).first().waitFor({ state: 'attached' });
    await choose.selectOption(host.organizationId);
    await page.getByLabel(says('hours.work.from'), { exact: true }).fill(then(days, 3));
    await page.getByLabel(says('hours.work.to'), { exact: true }).fill(then(days, 5));
    await page.getByLabel(says('hours.declare.what')).fill(description);
    await button(page, 'hours.declare.do').click();
    await page.locator('[data-entry][data-state=PENDING]').getByText(description).waitFor();
  };

  await t.test('hours that a person declares are there at the desk as they come, and what is chosen stays chosen', async () => {
    await desk.goto(`${program.url}/desk/hours?lang=en`);
    await desk.getByLabel(says('desk.state'), { exact: true }).waitFor();
    await page.goto(`${program.url}/me/hours?lang=en`);
    await declare(6, 'Carried the first box');
    const first = lines('PENDING').filter({ hasText: 'Carried the first box' });
    await first.getByLabel(says('hours.choose')).check();
    await declare(7, 'Carried another box');
    await lines('PENDING').filter({ hasText: 'Carried another box' }).waitFor();
    assert.equal(await first.getByLabel(says('hours.choose')).isChecked(), true);
    for (const box of ['the first box', 'another box']) {
      await button(lines('PENDING').filter({ hasText: `Carried ${box}` }), 'hours.verify').click();
      await lines('PENDING').filter({ hasText: `Carried ${box}` }).waitFor({ state: 'detached' });
    }
  });

  await t.test('declared hours count only once the organizer has verified them, and the person sees that', async () => {
    const before = Number(await minutes());
    await page.goto(`${program.url}/me/hours?lang=en`);
    for (const [days, description] of [[1, 'Carried water'], [2, 'Carried sand'], [3, 'Carried stones'], [4, 'Carried nothing']]) {
      await declare(days, description);
    }
    assert.equal(Number(await minutes()), before);
    await desk.goto(`${program.url}/desk/hours?lang=en`);
    const waiting = lines('PENDING').filter({ hasText: 'Carried water' });
    await waiting.getByText(says('credit.evidence.0')).waitFor();
    await button(waiting, 'hours.verify').click();
    await waiting.waitFor({ state: 'detached' });
    await page.locator('[data-entry][data-state=VERIFIED]').filter({ hasText: 'Carried water' }).waitFor();
    assert.equal(Number(await minutes()), before + 120);
  });

  await t.test('one is rejected with a reason that the person reads, the rest are verified at once', async () => {
    await lines('PENDING').filter({ hasText: 'Carried nothing' }).getByLabel(says('hours.choose')).check();
    await desk.getByRole('button', { name: 'Reject: 1', exact: true }).click();
    await desk.getByLabel(says('mentoring.why')).fill('Nobody was there that day.');
    await desk.getByRole('button', { name: 'Reject: 1', exact: true }).click();
    await page.locator('[data-entry][data-state=REJECTED]').getByText('Nobody was there that day.').waitFor();
    await desk.getByLabel(says('hours.every')).check();
    await desk.getByRole('button', { name: 'Verify the chosen: 2', exact: true }).click();
    await desk.getByText(says('hours.none.PENDING')).waitFor();
    for (const one of ['Carried sand', 'Carried stones']) await page.locator('[data-entry][data-state=VERIFIED]').filter({ hasText: one }).waitFor();
  });

  await t.test('a line that counts is corrected by a counter-entry', async () => {
    const before = Number(await minutes());
    await desk.getByLabel(says('desk.state'), { exact: true }).selectOption('VERIFIED');
    const line = lines('VERIFIED').filter({ hasText: 'Carried sand' });
    await button(line, 'hours.correct').click();
    await line.getByLabel(says('hours.work.to'), { exact: true }).fill(then(2, 4));
    await line.getByLabel(says('mentoring.why')).fill('It rained.');
    await button(line, 'hours.correct').click();
    await page.locator('[data-entry]').filter({ hasText: 'It rained.' }).first().waitFor();
    assert.equal(Number(await minutes()), before - 60);
  });

  await t.test('a person says what is not right and how it was; the organizer sees both, and answers', async () => {
    const { viewer } = await person.get('{ viewer { pastPlaces(first: 30) { edges { node { id state shift { endsAt event { id state } } } } } } }');
    const recent = (shift) => Date.parse(shift.endsAt) > Date.now() - 28 * 86_400_000;
    const place = viewer.pastPlaces.edges.map(({ node }) => node).find(({ state, shift }) => state === 'COMPLETED' && recent(shift));
    const { event } = place.shift;
    await page.goto(`${program.url}/me?lang=en`);
    const past = page.locator('[data-past=COMPLETED]').filter({ has: page.locator(`a[href="/events/${event.id}"]`) }).first();
    await button(past, 'hours.dispute').click();
    await past.getByLabel(says('hours.dispute.what')).fill('I stayed an hour longer.');
    await desk.goto(`${program.url}/desk/hours?lang=en`);
    await desk.getByText(says('hours.disputes.none')).waitFor();
    await button(past, 'hours.dispute.do').click();
    await past.getByText(says('hours.dispute.done')).waitFor();
    const dispute = desk.locator('[data-dispute]').filter({ hasText: 'I stayed an hour longer.' });
    await button(dispute, 'hours.uphold').click();
    await dispute.getByLabel(says('hours.answer')).fill('So it was, thank you.');
    await button(dispute, 'hours.uphold').click();
    await desk.getByText(says('hours.disputes.none')).waitFor();
    await button(past, 'hours.rate').click();
    await past.getByLabel(says('hours.rate.stars')).selectOption('4');
    await past.getByLabel(says('hours.rate.line')).fill('Bring gloves.');
    await button(past, 'hours.rate.do').click();
    await past.getByText(says('hours.rate.done')).waitFor();
    await page.goto(`${program.url}/me/hours?lang=en`);
    await page.locator('[data-dispute=UPHELD]').getByText('So it was, thank you.').waitFor();
    await desk.goto(`${program.url}/desk/events/${event.id}?lang=en`);
    await desk.locator('[data-stars="4"]').getByText('Bring gloves.').waitFor();
    await desk.locator('[data-average]').waitFor();
    const { volunteer } = (await person.get('{ viewer { volunteer { familyName } } }')).viewer;
    assert.equal(await desk.locator('[aria-labelledby=ratings]').getByText(volunteer.familyName).count(), 0);
  });

  await t.test('who runs nothing is told whose page it is', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/desk/hours?lang=en`);
    await visitor.getByRole('link', { name: says('nav.signIn') }).first().waitFor();
    const stranger = await pageAs(browser, await register(program, 'Stranger'));
    await stranger.goto(`${program.url}/desk/hours?lang=en`);
    await stranger.getByText(says('desk.nobody')).waitFor();
  });

  await t.test('nothing was complained of', () => {
    for (const one of [desk, page]) assert.deepEqual([one.noted.complaints, one.noted.violations], [[], []]);
  });

  await looksRight(t, program, browser, [['/desk/hours', host], ['/me/hours', person], ['/me', person]]);
});
