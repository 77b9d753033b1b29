// The playground, as a first visitor of the demo finds it.
import assert from 'node:assert/strict';
import { axe } from './support/axe.js';
import { hosts, openPage } from './support/browser.js';
import { as } from '../conformance/support/network.js';
import { inBrowser } from './support/pages.js';
import { pageAs } from './support/session.js';

const result = '.result-window';

inBrowser(
  'the playground',
  async (t, program, browser) => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });

    await t.test('the first tab runs by itself and changes within 5 s', async () => {
      await page.goto(`${program.url}/playground/`);
      await shows(page, '"shiftCapacities"');
      const first = await page.locator(result).innerText();
      const differs = ([result, first]) => document.querySelector(result).innerText !== first;
      await page.waitForFunction(differs, [result, first], { timeout: 5000 });
      await shows(page, '"reset": false');
    });

    await t.test('G15 nothing comes from another host, breaks the policy or is complained of', () => {
      assert.deepEqual(hosts(page.noted), [program.host]);
      assert.deepEqual(page.noted.violations, []);
      assert.deepEqual(page.noted.complaints, []);
      assert.ok(page.noted.requests.some((url) => url.startsWith('ws:')), 'sockets are looked at too');
    });

    await t.test('H8 axe finds nothing serious in the playground, whatever is open, in light and dark', async () => {
      for (const colorScheme of ['light', 'dark']) {
        const shown = await openPage(browser, { viewport: { width: 1280, height: 800 }, colorScheme });
        await shown.goto(`${program.url}/playground/`);
        await shows(shown, '"shiftCapacities"');
        const clean = async (what) => assert.deepEqual(await axe(shown), [], `${colorScheme}, ${what}`);
        const open = (name) => shown.locator('.graphiql-sidebar').getByRole('button', { name }).click();
        await clean('at first');
        await open('Show Sign in');
        await shown.getByRole('button', { name: 'as the volunteer of the demo' }).waitFor();
        await clean('signing in');
        await open('Show History');
        // Its name is what is written on it, not "Set active", also when it is drawn anew.
        await shown.getByRole('button', { name: 'LivePlaces', exact: true }).waitFor();
        await shown.getByRole('button', { name: 'Add favorite' }).click();
        await shown.getByRole('button', { name: 'Remove favorite' }).waitFor();
        await shown.getByRole('button', { name: 'LivePlaces', exact: true }).waitFor();
        await clean('the history');
        await open('Show GraphiQL Explorer');
        await shown.getByRole('combobox', { name: 'Kind of operation' }).waitFor();
        await clean('the explorer');
        await open('Show Documentation Explorer');
        await shown.locator('.graphiql-doc-explorer').getByRole('link', { name: 'Query', exact: true }).click();
        await shown.getByText('Reading the graph').waitFor();
        await clean('the documentation');
        await shown.context().close();
      }
    });

    await t.test('H8 the tabs go by keys: through them, to another place, closed, a new one', async () => {
      const shown = await openPage(browser, { viewport: { width: 1280, height: 800 } });
      await shown.goto(`${program.url}/playground/`);
      await shows(shown, '"shiftCapacities"');
      const tabs = shown.getByRole('tab');
      const names = () => tabs.allInnerTexts();
      const before = await names();
      await tabs.first().focus();
      const at = async (key, index, name) => {
        await shown.keyboard.press(key);
        await shown.locator(`.tabs > :nth-child(${index + 1})[aria-selected="true"]:focus`, { hasText: name }).waitFor();
      };
      await at('ArrowRight', 1, 'Regions');
      await at('End', before.length - 1, before.at(-1));
      await at('ArrowRight', 0, 'LivePlaces');
      await at('Shift+ArrowRight', 1, 'LivePlaces');
      await at('Delete', 0, 'Regions');
      assert.deepEqual(await names(), before.slice(1));
      await runs(shown, '"now"'); // what is open is what the tab says
      await tabs.first().focus();
      await shown.keyboard.press('Tab');
      await shown.locator('button:focus[aria-label="Close this tab"]').waitFor();
      await shown.keyboard.press('Tab');
      await shown.keyboard.press('Enter');
      await shown.locator('.tabs > [aria-selected="true"]:last-child').waitFor();
      assert.equal((await names()).length, before.length);
      await shown.context().close();
    });

    await t.test('the other examples run', async () => {
      for (const [tab, expected] of [
        ['Regions', '"now"'],
        ['FreePlaces', '"edges"'],
        ['NetworkNumbers', '"networkStats"'],
      ]) {
        await page.getByRole('tab', { name: tab }).click();
        await runs(page, expected);
      }
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer').getByText('Subscription').first().waitFor();
      assert.deepEqual(hosts(page.noted), [program.host]);
      assert.deepEqual(page.noted.violations, []);
    });

    await t.test('a tab asks as who is signed in there, the others as before; a document is put together by hand', async () => {
      await page.getByRole('tab', { name: 'MyPlaces' }).click();
      await page.getByRole('button', { name: /Sign in/ }).first().click();
      await page.getByRole('button', { name: 'as the volunteer of the demo' }).click();
      await page.getByText('This tab asks as volunteer@demo.example').waitFor();
      await runs(page, '"signupState"');
      await page.getByRole('tab', { name: 'Roster' }).click();
      await runs(page, '"UNAUTHENTICATED"');
      await page.getByRole('tab', { name: 'MyPlaces' }).click();
      await runs(page, '"signupState"');
      await page.getByRole('button', { name: /Explorer/ }).last().click();
      await page.locator('.graphiql-explorer-root, .doc-explorer-app, [class*="explorer"]').first().waitFor();
      assert.deepEqual(hosts(page.noted), [program.host]);
      assert.deepEqual(page.noted.violations, []);
    });

    await t.test('what a signed-in person sees is asked as them, and by a link from elsewhere as a visitor', async () => {
      const reader = await pageAs(browser, await as(program, 'volunteer'));
      await reader.goto(`${program.url}/me/interviews?lang=en`);
      await reader.locator('[data-see-query]').click();
      await reader.waitForURL(/\/playground\//);
      const address = reader.url();
      await shows(reader, '"consentOn"');
      const foreign = await reader.context().newPage();
      await foreign.goto(address);
      await shows(foreign, '"UNAUTHENTICATED"');
      await reader.context().close();
    });

    await t.test('G15 the policy stops what would leave, and this test notices', async () => {
      const reached = await page.evaluate(() =>
        Promise.allSettled([
          fetch('https://elsewhere.example/'),
          new Promise((resolve, reject) => {
            const script = document.createElement('script');
            Object.assign(script, { src: 'https://elsewhere.example/a.js', onload: resolve, onerror: reject });
            document.head.append(script);
          }),
        ]),
      );
      assert.deepEqual(reached.map(({ status }) => status), ['rejected', 'rejected']);
      const directives = page.noted.violations.map((violation) => violation.split(':')[0]);
      assert.deepEqual(directives.toSorted(), ['connect-src', 'script-src-elem']);
      assert.ok(page.noted.complaints.length > 0);
    });
  },
  { DEMO_TRAFFIC: 'on' },
);

/** Runs the open example until its answer is there: a moment after a change of tabs GraphiQL still names the former. */
async function runs(page, expected) {
  for (let left = 20; ; left--) {
    await page.getByRole('button', { name: 'Execute query' }).click();
    try {
      await shows(page, expected, { timeout: 1500 });
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Waits until the visible part of the result has a text. */
function shows(page, text, options) {
  return page.waitForFunction(
    // The editor writes spaces that do not break.
    ([result, text]) => document.querySelector(result)?.innerText.replaceAll('\u00a0', ' ').includes(text),
    [result, text],
    options,
  );
}
