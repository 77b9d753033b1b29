// The home page: three events, live, in three languages, on a phone, through the server's death.
import assert from 'node:assert/strict';
import { documents, liveEvent, organizer, publish, register } from '../clients/support/network.js';
import { hosts, openPage } from './support/browser.js';
import { cards, places, status } from './support/home.js';
import { inBrowser, languages, word } from './support/pages.js';

const capacity = 5;

inBrowser('the home page', async (t, program, browser) => {
  // The page shows what begins next: this event does, unless three of the demo's begin within these minutes.
  const soon = await publish(await organizer(program), capacity, 5 * 60_000);

  await t.test('it shows three events, and changes when a volunteer signs up', async () => {
    const page = await openPage(browser);
    await page.goto(program.url);
    await status(page, word('en', 'home.connection.live'));
    assert.equal((await cards(page)).length, 3);
    await changesWithSignUp(page, program, soon);
    assert.deepEqual(hosts(page.noted), [program.host]);
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('one can change its language, and it remembers', async () => {
    const page = await openPage(browser);
    await page.goto(program.url);
    const seen = [];
    for (const language of languages) {
      await page.locator(`.languages a[hreflang=${language}]`).click();
      await page.waitForURL(`**/?lang=${language}`);
      await page.goto(program.url); // without the language in the address
      const shown = (await cards(page)).map(({ title, places }) => `${title} ${places}`);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      assert.equal(await page.locator('#events').textContent(), word(language, 'home.events.title'));
      await status(page, word(language, 'home.connection.live'));
      seen.push([...shown, ...(await page.locator('.accounts span').allTextContents())]);
    }
    assert.equal(seen[0].length, 8, 'three events and five accounts');
    for (const [i, text] of seen[0].entries()) {
      assert.equal(new Set(seen.map((texts) => texts[i])).size, 3, `${text} is the same in two languages`);
    }
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  for (const language of languages) {
    await t.test(`at 360 px nothing lies beside the page, in ${language}`, async () => {
      const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
      await page.goto(`${program.url}/?lang=${language}`);
      await cards(page);
      await page.locator('.accounts').waitFor();
      const beside = await page.evaluate(() =>
        [...document.body.querySelectorAll('*')]
          .filter((one) => one.getBoundingClientRect().right > 360.5)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(beside, []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    });
  }

  await t.test('when the server is killed it says so, and recovers with the next one', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/?lang=en`);
    await status(page, word('en', 'home.connection.live'));
    await program.kill();
    await status(page, word('en', 'home.connection.lost'));
    await program.start();
    await status(page, word('en', 'home.connection.live'));
    await changesWithSignUp(page, program, soon);
    assert.deepEqual(page.noted.violations, []);
  });
});

/** Signs somebody up over HTTP for the event that is on the page, and waits until the page says so. */
async function changesWithSignUp(page, program, { eventId, shiftId }) {
  const card = (await cards(page)).find(({ id }) => id === eventId);
  assert.ok(card, 'the soonest event is on the page');
  const person = await register(program, 'beside-the-page');
  await person.act(documents.signUp, { shiftId });
  const { available } = await liveEvent(person, eventId);
  const text = `${available} of ${capacity} places free`;
  assert.notEqual(card.places, text);
  await places(page, card.title, text);
}
