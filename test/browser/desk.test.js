// The organizer's desk: an event from nothing to a full roster.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { documents, organizer, placesOn, publish, register } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { inBrowser, languages, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const updateShift = `mutation ($input: UpdateShiftInput!) { updateShift(input: $input) { shift { id } userErrors { code message } } }`;
const organizationPages = ['', '/new', '/members', '/people'].map((page) => `/desk/organization${page}`);

inBrowser('the desk', async (t, program, browser) => {
  const host = await organizer(program);
  const page = await pageAs(browser, host);
  let eventId;
  let shiftId;

  await t.test('an organizer makes an event and publishes it', async () => {
    await page.goto(`${program.url}/desk?lang=en`);
    await page.getByRole('link', { name: says('desk.new') }).click();
    await page.getByLabel(says('desk.form.title.en')).fill('Cleaning the bank');
    await page.getByLabel('Social help').check();
    await page.getByLabel(says('events.region')).selectOption({ label: 'Pavlodar Region' });
    await page.getByLabel(says('desk.form.shift.title')).fill('Morning');
    await page.getByLabel(says('desk.capacity'), { exact: true }).fill('3');
    await page.getByLabel(says('desk.noShow'), { exact: true }).fill('20');
    await page.getByRole('button', { name: says('desk.form.create') }).click();
    await page.waitForURL(/\/desk\/events\/evt_/);
    eventId = page.url().match(/evt_[\w-]+/)[0];
    const made = await host.get('query ($id: ID!) { node(id: $id) { ... on Event { shifts { capacity noShowMinutes } } } }', { id: eventId });
    assert.deepEqual(made.node.shifts.map(({ capacity, noShowMinutes }) => [capacity, noShowMinutes]), [[3, 20]]);
    await page.getByRole('button', { name: says('desk.publish') }).click();
    await page.getByText(says('event.state.PUBLISHED'), { exact: true }).waitFor();
    shiftId = await page.locator('tr[data-shift]').getAttribute('data-shift');
  });

  await t.test('H2 a roster fills while it is watched, and no cell of its CSV is a formula', async () => {
    const watching = await pageAs(browser, host, { acceptDownloads: true });
    await watching.goto(`${program.url}/desk/shifts/${shiftId}?lang=en`);
    await watching.getByText(says('desk.roster.empty')).waitFor();
    for (const name of ['=cmd|calc', '+77010000000']) {
      await (await register(program, name)).act(documents.signUp, { shiftId });
      await watching.getByText(name).waitFor();
    }
    const [download] = await Promise.all([
      watching.waitForEvent('download'),
      watching.getByRole('button', { name: says('desk.csv') }).click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8');
    assert.match(csv, /"'=cmd\|calc"/);
    assert.match(csv, /"'\+77010000000"/);
    assert.doesNotMatch(csv, /(^|;)"?[=+@]/m);
    assert.deepEqual([watching.noted.complaints, watching.noted.violations], [[], []]);
  });

  await t.test('fewer places than are taken: refused, with what to do; more: the queue gets them', async () => {
    await page.goto(`${program.url}/desk/events/${eventId}?lang=en`);
    const capacity = page.locator('tr[data-shift] input');
    await capacity.fill('1');
    await page.getByRole('button', { name: says('desk.save'), exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '2' }).first().waitFor();
    await capacity.fill('2');
    await page.getByRole('button', { name: says('desk.save'), exact: true }).click();
    await page.getByText('0 of 2 places free').first().waitFor();
    await (await register(program, 'waiting')).act(documents.signUp, { shiftId });
    await page.getByText('1 in the queue').first().waitFor();
    await capacity.fill('4');
    await page.getByText('1 person of the queue gets a place at once.').waitFor();
    await page.getByRole('button', { name: says('desk.save'), exact: true }).click();
    await page.getByText('1 of 4 places free').first().waitFor();
  });

  await t.test('moving a shift says first what it does to whom; who has another place then is released only when chosen', async () => {
    await page.goto(`${program.url}/desk/events/${eventId}?lang=en`);
    await page.getByRole('button', { name: says('desk.shift.add'), exact: true }).click();
    await page.getByLabel(says('desk.form.shift.title')).fill('Afternoon');
    await page.getByRole('button', { name: says('desk.shift.add.do'), exact: true }).click();
    const rows = page.locator('tr[data-shift]');
    await rows.nth(1).waitFor();
    const second = await rows.nth(1).getAttribute('data-shift');
    const both = await register(program, 'both');
    for (const one of [shiftId, second]) await both.act(documents.signUp, { shiftId: one });
    const { node } = await host.get(`{ node(id: "${shiftId}") { ... on Shift { startsAt endsAt } } }`);
    await rows.nth(1).getByRole('button', { name: says('desk.shift.move') }).click();
    const form = page.getByRole('form', { name: 'Move: Afternoon' });
    for (const [label, at] of [['desk.form.shift.start', node.startsAt], ['desk.form.shift.end', node.endsAt]]) {
      await form.getByLabel(says(label)).fill(new Date(Date.parse(at) + 5 * 3_600_000).toISOString().slice(0, 16));
    }
    await form.getByRole('button', { name: says('desk.shift.move.look') }).click();
    await form.getByText('1 person will be told').waitFor();
    await form.getByText('1 of them has another place').waitFor();
    const move = form.getByRole('button', { name: says('desk.shift.move.do') });
    assert.equal(await move.getAttribute('aria-disabled'), 'true');
    await form.getByLabel(says('desk.shift.move.release')).check();
    await move.click();
    await form.waitFor({ state: 'detached' });
    const { viewer } = await both.get('{ viewer { notices(first: 1) { edges { node { kind } } } } }');
    assert.ok(['RELEASED', 'MOVED'].includes(viewer.notices.edges[0].node.kind));
    await rows.nth(1).getByRole('button', { name: says('desk.shift.cancel') }).click();
    await rows.nth(1).getByRole('button', { name: says('desk.shift.cancel') }).click();
    await rows.nth(1).getByText(says('shift.state.CANCELLED')).waitFor();
    await both.act(documents.cancelSignup, { signupId: await own(both, shiftId) });
  });

  await t.test('a message reaches the people of a shift; the button says how many', async () => {
    const reader = await register(program, 'reader');
    await reader.act(documents.signUp, { shiftId });
    await page.goto(`${program.url}/desk/shifts/${shiftId}?lang=en`);
    await page.getByRole('rowheader', { name: /reader/ }).waitFor();
    await page.getByRole('button', { name: says('desk.message') }).click();
    await page.getByLabel(says('desk.message.text')).fill('Bring gloves <b>please</b>');
    await page.getByRole('button', { name: /^Send to \d+ people$/ }).click();
    await page.getByText(/^Sent to \d+ people$/).waitFor();
    const inbox = await pageAs(browser, reader);
    await inbox.goto(`${program.url}/me?lang=en`);
    await inbox.getByText('Bring gloves <b>please</b>').waitFor();
    await reader.act(documents.cancelSignup, { signupId: await own(reader, shiftId) });
    await page.goto(`${program.url}/desk/events/${eventId}?lang=en`);
  });

  await t.test('the widget is there to copy and to look at, and the sites that may hold it', async () => {
    await page.getByRole('heading', { name: says('desk.widget') }).waitFor();
    const snippet = await page.getByLabel(says('desk.widget.snippet')).inputValue();
    assert.ok(snippet.includes(`${program.url}/widget.js`) && snippet.includes(eventId), snippet);
    await page.locator('[data-preview] erikti-event').getByText('1 of 4 places free').first().waitFor();
    const sites = page.getByLabel(says('desk.widget.sites'));
    await sites.fill('http://club.example');
    await page.getByRole('button', { name: says('desk.widget.sites.save') }).click();
    await page.getByRole('alert').filter({ hasText: 'https://HOST' }).waitFor();
    await sites.fill('https://Club.example/');
    await page.getByRole('button', { name: says('desk.widget.sites.save') }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some(({ value }) => value === 'https://club.example'));
    assert.deepEqual(page.noted.violations, []);
  });

  await t.test('somebody reports the event without an account', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/events/${eventId}?lang=en`);
    await visitor.getByText(says('report.title'), { exact: true }).click();
    await visitor.getByLabel(says('report.kind')).selectOption('MONEY');
    await visitor.getByLabel(says('report.text')).fill('They want 5,000 tenge');
    await visitor.getByRole('button', { name: says('report.send') }).click();
    await visitor.getByText(says('report.done')).waitFor();
    assert.deepEqual(await axe(visitor), []);
    assert.deepEqual([visitor.noted.complaints, visitor.noted.violations], [[], []]);
  });

  await t.test('cancelling says first how many people it concerns', async () => {
    await page.getByRole('button', { name: says('desk.cancel'), exact: true }).click();
    await page.getByText('3 people lose their place').waitFor();
    await page.getByLabel(says('desk.cancel.reason')).fill('storm');
    await page.getByRole('button', { name: says('desk.cancel.do') }).click();
    await page.getByText(says('event.state.CANCELLED'), { exact: true }).first().waitFor();
    assert.deepEqual(page.noted.violations, []);
  });

  await t.test('cancelling counts who asked for a place and waits for an answer: they are told too', async () => {
    const asked = await publish(host, 3, 50 * 86_400_000);
    await host.act(updateShift, { shiftId: asked.shiftId, signupPolicy: 'APPROVAL' });
    await page.goto(`${program.url}/desk/events/${asked.eventId}?lang=en`);
    await page.getByRole('button', { name: says('desk.cancel'), exact: true }).click();
    await page.getByText('Nobody has signed up').waitFor();
    const person = await register(program, 'asks');
    const { signup } = await person.act(documents.signUp, { shiftId: asked.shiftId });
    assert.equal(signup.state, 'REQUESTED');
    await page.reload();
    await page.getByRole('button', { name: says('desk.cancel'), exact: true }).click();
    await page.getByText('1 person loses their place').waitFor();
    await page.getByRole('button', { name: says('mine.keep') }).click();
    const row = page.locator('tr[data-shift]');
    await row.getByRole('button', { name: says('desk.shift.cancel') }).click();
    await row.getByText('1 person loses their place').waitFor();
    await row.getByRole('button', { name: says('desk.shift.cancel') }).click();
    await row.getByText(says('shift.state.CANCELLED')).waitFor();
    const { viewer } = await person.get('{ viewer { notices(first: 1) { edges { node { kind } } } } }');
    assert.equal(viewer.notices.edges[0].node.kind, 'CANCELLED');
  });

  await t.test('an event is copied: its words and shifts, another day, nobody on it', async () => {
    const from = await publish(host, 4, 51 * 86_400_000);
    await (await register(program, 'placed')).act(documents.signUp, { shiftId: from.shiftId });
    await page.goto(`${program.url}/desk/events/${from.eventId}?lang=en`);
    await page.getByRole('link', { name: says('desk.copy') }).click();
    await page.waitForURL(`**/desk/events/new?copy=${from.eventId}`);
    assert.equal(await page.getByLabel(says('desk.form.title.en')).inputValue(), 'Cleaning the bank of the Irtysh');
    assert.equal(await page.getByLabel(says('desk.form.title.kk')).inputValue(), 'Ертіс жағасын тазалау');
    assert.equal(await page.getByLabel('Social help').isChecked(), true);
    assert.equal(await page.getByLabel(says('desk.form.shift.title')).inputValue(), 'Morning');
    assert.equal(await page.getByLabel(says('desk.capacity'), { exact: true }).inputValue(), '4');
    await page.getByLabel(says('events.region')).selectOption({ label: 'Pavlodar Region' });
    await page.getByRole('button', { name: says('desk.form.create') }).click();
    await page.waitForURL(/\/desk\/events\/evt_/);
    const copied = page.url().match(/evt_[\w-]+/)[0];
    assert.notEqual(copied, from.eventId);
    await page.getByText('4 of 4 places free').first().waitFor();
    const read = `query ($id: ID!) { node(id: $id) { ... on Event { state titleTranslations { kk ru en } directions { code } shifts { capacity confirmed titleTranslations { en } } } } }`;
    const [one, other] = await Promise.all([from.eventId, copied].map(async (id) => (await host.get(read, { id })).node));
    assert.deepEqual([one.state, other.state], ['PUBLISHED', 'DRAFT']);
    assert.deepEqual([one.shifts[0].confirmed, other.shifts[0].confirmed], [1, 0]);
    const same = ({ titleTranslations, directions, shifts: [{ capacity, titleTranslations: shift }] }) => [titleTranslations, directions, capacity, shift];
    assert.deepEqual(same(other), same(one));
  });

  await t.test('on paper a roster is a list to tick off: names and a place for the mark, nothing to navigate by', async () => {
    const { shiftId: printed } = await publish(host, 4, 52 * 86_400_000);
    for (const name of ['Aigerim', 'Dana']) await (await register(program, name)).act(documents.signUp, { shiftId: printed });
    await page.goto(`${program.url}/desk/shifts/${printed}?lang=en`);
    for (const name of ['Aigerim', 'Dana']) await page.getByRole('rowheader', { name: new RegExp(name) }).waitFor();
    const mark = page.locator('tbody th [aria-hidden]');
    assert.equal(await mark.first().isVisible(), false);
    assert.equal(await page.locator('header').first().isVisible(), true);
    await page.emulateMedia({ media: 'print' });
    for (const name of ['Aigerim', 'Dana']) assert.equal(await page.getByRole('rowheader', { name: new RegExp(name) }).isVisible(), true);
    assert.deepEqual(await mark.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width > 8 && getComputedStyle(one).borderStyle)), ['solid', 'solid']);
    await page.getByRole('heading', { level: 1, name: /Cleaning the bank/ }).waitFor();
    const sign = page.locator('tbody tr td:last-child');
    assert.ok((await page.getByRole('columnheader', { name: says('desk.signature') }).boundingBox()).width > 150);
    assert.deepEqual(await sign.evaluateAll((all) => all.map((one) => one.checkVisibility() && one.textContent === '')), [true, true]);
    for (const away of ['header', 'footer', 'nav', 'button', 'form', 'main a']) {
      assert.deepEqual(await page.locator(away).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))), [], away);
    }
    await page.emulateMedia({ media: null });
  });

  await t.test('H8 axe finds nothing serious on the pages of the desk, and at 360 px nothing lies beside them', async (t) => {
    for (const language of languages) {
      for (const path of ['/desk', `/desk/events/${eventId}`, `/desk/shifts/${shiftId}`, '/desk/events/new', ...organizationPages]) {
        const name = path.replace(/\w+_.*/, ':id');
        await t.test(`${name}, in ${language}`, async () => {
          const phone = await pageAs(browser, host, { viewport: { width: 360, height: 740 } });
          await phone.goto(`${program.url}${path}?lang=${language}`);
          await phone.getByRole('heading', { level: 1 }).waitFor();
          await phone.waitForLoadState('networkidle');
          assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth), 360);
          assert.deepEqual(await axe(phone), []);
          assert.deepEqual([phone.noted.complaints, phone.noted.violations], [[], []]);
        });
      }
    }
  });
});

/** The sign-up that somebody has on a shift. */
async function own(person, shiftId) {
  const [{ id }] = await placesOn(person, shiftId);
  return id;
}
