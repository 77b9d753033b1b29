// The network, live: regions, numbers and events that move, in three languages, on a phone, through the server's death.
import assert from 'node:assert/strict';
import { documents, liveEvent, organizer, publish, register } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { hosts, openPage } from './support/browser.js';
import { Program } from '../conformance/support/program.js';
import { note, noted } from './support/history.js';
import { cards, connection, places } from './support/home.js';
import { inBrowser, languages, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const capacity = 5;

inBrowser('the network', async (t, program, browser) => {
  // The page of its direction shows what begins next: this event does, unless six of the demo's begin before it.
  const soon = await publish(await organizer(program), capacity, 5 * 60_000);

  await t.test('20 regions, numbers and events, which change when a volunteer signs up', async () => {
    const page = await openPage(browser);
    await page.goto(program.url);
    await connection(page, 'live');
    assert.equal(await page.locator('[data-iso] a').count(), 20);
    const free = page.locator('[data-counter] a').first();
    await free.locator('text=/[0-9]/').waitFor();
    const before = await free.textContent();
    await (await register(program, 'counted')).act(documents.signUp, { shiftId: soon.shiftId });
    await page.waitForFunction(([was]) => document.querySelector('[data-counter] a').textContent !== was, [before]);
    await page.goto(`${program.url}/directions/SOCIAL`);
    await connection(page, 'live');
    await changesWithSignUp(page, program, soon);
    assert.deepEqual(hosts(page.noted), [program.host]);
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('a counter of events leads to the list that it counts: of what is ahead, and of the last twelve months', async () => {
    const page = await openPage(browser);
    for (const address of ['/events', '/events?past=1']) {
      await page.goto(`${program.url}/?lang=en`);
      const counter = page.locator(`[data-counter] a[href^="${address}"]:not([href*=free])`).first();
      await counter.locator('text=/[0-9]/').first().waitFor();
      const [count] = (await counter.textContent()).match(/[\d,]+/);
      await counter.click();
      await page.getByRole('status').getByText(new RegExp(`^${count} `)).waitFor();
      if (address === '/events') continue;
      // Its days stand in the form, and are part of the question.
      const from = page.getByLabel(word('en', 'events.from'), { exact: true });
      const to = await page.getByLabel(word('en', 'events.to'), { exact: true }).inputValue();
      assert.ok((await from.inputValue()) < to);
      await from.fill(to);
      await page.waitForURL(`**from=${to}*`);
      await page.getByRole('status').getByText(new RegExp(`^(?!${count} )\\d`)).waitFor();
    }
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('the regions are reached and left by keys, and stand in a list too', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/?lang=en`);
    const west = page.locator('[data-iso="KZ-27"] a');
    await west.focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), 'KZ-23', 'Atyrau lies south of West Kazakhstan');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(page), 'KZ-15', 'Aktobe lies east of Atyrau');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/regions/KZ-15');
    await page.getByRole('heading', { level: 1, name: 'Aktobe Region' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'a screen reader is at the new page');
    await page.goBack();
    await page.getByRole('button', { name: word('en', 'network.regions.list') }).click();
    assert.equal(await page.locator('tbody tr').count(), 20);
    assert.equal(new URL(page.url()).search, '?lang=en&view=list');
  });

  await t.test('"see this query" asks for the same numbers in the playground', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/?lang=en`);
    await page.locator('[data-counter] a').first().locator('text=/[0-9]/').waitFor();
    const shown = (await page.locator('[data-counter] a').first().textContent()).match(/[\d,]+/)[0].replace(',', '');
    await page.locator('[data-see-query]').first().click();
    await page.waitForURL('**/playground/**');
    await page.waitForFunction(
      ([count]) => document.querySelector('.result-window')?.innerText.replaceAll('\u00a0', ' ').includes(`"freePlaces": ${count}`),
      [shown],
    );
  });

  await t.test('H8 a page whose answers are on their way has a name for everything, in light and dark', async () => {
    const person = await register(program, 'Waiting');
    for (const colorScheme of ['light', 'dark']) {
      const page = await pageAs(browser, person, { colorScheme });
      await page.route('**/graphql', () => {}); // never answers
      await page.goto(`${program.url}/?lang=en`);
      await page.locator('header').getByRole('link', { name: word('en', 'nav.me') }).last().waitFor();
      assert.deepEqual(await axe(page), []);
      await page.context().close();
    }
  });

  await t.test('every view of the dashboard has its queries, which answer a visitor', async () => {
    const host = await organizer(program);
    const { eventId } = await publish(host, 2);
    for (const path of ['/', '/regions/KZ-55', '/directions/SOCIAL', '/events', `/events/${eventId}`, '/organizations', `/organizations/${host.organizationId}`, '/centers/KZ-55']) {
      const page = await openPage(browser);
      await page.goto(`${program.url}${path}?lang=en`);
      await page.locator('[data-see-query]').first().waitFor();
      await page.waitForLoadState('networkidle');
      const links = await page.locator('[data-see-query]').evaluateAll((all) => all.map((one) => one.href));
      for (const link of links) {
        const asked = new URLSearchParams(new URL(link).hash.slice(1));
        const { data, errors } = await firstOf(program, asked.get('query'), JSON.parse(asked.get('variables') ?? '{}'));
        assert.equal(errors, undefined, `${path}: ${JSON.stringify(errors)}`);
        assert.ok(Object.values(data).every((one) => one !== null), path);
      }
      await page.context().close();
    }
  });

  await t.test('one can change its language, and it remembers', async () => {
    const page = await openPage(browser);
    await page.goto(program.url);
    const seen = [];
    for (const language of languages) {
      await page.locator(`a[hreflang=${language}]`).click();
      await page.waitForURL(`**/?lang=${language}`);
      await page.goto(program.url); // without the language in the address
      await page.getByRole('heading', { level: 1, name: word(language, 'network.title') }).waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const shown = (await cards(page)).map(({ title, places }) => `${title} ${places}`);
      seen.push([...shown, await page.locator('[data-iso="KZ-59"]').textContent()]);
    }
    for (const [i, text] of seen[0].entries()) {
      assert.equal(new Set(seen.map((texts) => texts[i])).size, 3, `${text} is the same in two languages`);
    }
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('H8 axe finds nothing serious on the pages of the network, and at 360 px nothing lies beside them', async (t) => {
    for (const language of languages) {
      for (const path of ['/', '/regions/KZ-59', '/directions/EMERGENCY', '/sign-in', '/register', '/nothing']) {
        await t.test(`${path}, in ${language}`, async () => {
          const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
          await page.goto(`${program.url}${path}?lang=${language}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          if (path.length < 2 || path.includes('/', 1)) await cards(page);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(page.noted.violations, []);
        });
      }
    }
  });

  await t.test('when the server is killed it says so, and recovers with the next one', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/directions/SOCIAL?lang=en`);
    await connection(page, 'live');
    await program.kill();
    assert.ok((await connection(page, 'lost')).startsWith(word('en', 'connection.lost')));
    await program.start();
    await connection(page, 'live');
    await changesWithSignUp(page, program, soon);
    assert.deepEqual(page.noted.violations, []);
  });

  await t.test('H10 from the death of the server to the next one it lies at no moment: what it calls live is of now', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/directions/SOCIAL?lang=en`);
    await connection(page, 'live');
    const before = new Map((await cards(page)).map(({ id, places }) => [id, places]));
    await note(page);
    await program.kill();
    await connection(page, 'lost');
    // Places are taken while the page cannot know.
    const beside = await Program.start(program.environment);
    const person = await register(beside, 'meanwhile');
    const taken = [];
    for (const { id } of await cards(page)) {
      const { node } = await person.get('query ($id: ID!) { node(id: $id) { ... on Event { shifts { id live { state available } } } } }', { id });
      const free = node.shifts.find(({ live }) => live.state === 'OPEN' && live.available > 0);
      const { signup } = free ? await person.act(documents.signUp, { shiftId: free.id }).catch(() => ({})) : {};
      if (signup) taken.push(id);
    }
    assert.ok(taken.length > 0);
    const now = new Map();
    for (const id of before.keys()) now.set(id, await liveEvent(person, id));
    await beside.kill();
    await program.start();
    await connection(page, 'live');
    for (const id of taken) await page.waitForFunction(([id, was]) => document.querySelector(`[data-event="${id}"] [data-places]`).textContent !== was, [id, before.get(id)]);
    const shown = await noted(page);
    const lost = shown.findIndex((one) => one.connection === 'lost');
    assert.ok(lost > 0 && shown.length > lost + 1);
    assert.deepEqual(shown.slice(0, lost).flatMap(({ places }) => Object.entries(places)).filter(([id, places]) => before.get(id) !== places), []);
    for (const { connection, places } of shown.slice(lost)) {
      if (connection !== 'live') continue;
      for (const [id, words] of Object.entries(places)) assert.match(words, new RegExp(`^${now.get(id).available} of ${now.get(id).capacity} places free`), id);
    }
    assert.deepEqual(page.noted.violations, []);
  });
});

function focused(page) {
  return page.evaluate(() => document.activeElement.closest('[data-iso]')?.dataset.iso);
}

/** Signs somebody up over HTTP for the event that is on the page, and waits until the page says so. */
async function changesWithSignUp(page, program, { eventId, shiftId }) {
  const card = (await cards(page)).find(({ id }) => id === eventId);
  assert.ok(card, 'the event is on the page');
  const person = await register(program, 'beside-the-page');
  await person.act(documents.signUp, { shiftId });
  const { available } = await liveEvent(person, eventId);
  const text = `${available} of ${capacity} places free`;
  assert.notEqual(card.places, text);
  await places(page, eventId, text);
}

/** What a document answers a visitor first, a subscription too. */
async function firstOf(program, query, variables) {
  const gone = new AbortController();
  const response = await fetch(`${program.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: gone.signal,
  });
  let heard = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    heard += part;
    const [, said] = /^event: ?next\ndata: ?(.*)\n\n/m.exec(heard) ?? [];
    if (said) {
      gone.abort();
      return JSON.parse(said);
    }
  }
  throw new Error(`${response.status}: ${heard}`);
}
