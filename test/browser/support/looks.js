// How pages look on a phone and on a large screen: in light and dark, in the long languages.
import assert from 'node:assert/strict';
import { axe } from './axe.js';
import { addressOf, nameOf } from './every-page.js';
import { pageAs } from './session.js';

const screens = [
  [360, 'kk', 'light'],
  [1440, 'ru', 'dark'],
];

/** Checks that pages, each with who opens it, fit their screen, that axe finds nothing serious, and nothing is complained of. */
export async function looksRight(t, program, browser, pages) {
  for (const [path, who] of pages) {
    // Both screens at once: most of the time they wait for the network to be idle.
    await Promise.all(
      screens.map(([width, language, colorScheme]) =>
        t.test(`H8 axe finds nothing serious on ${nameOf(path)} at ${width} px, ${colorScheme}, in ${language}`, async () => {
          const shown = await pageAs(browser, who, { viewport: { width, height: 800 }, colorScheme });
          await shown.goto(addressOf(program, path, language));
          await shown.locator('h1').first().waitFor();
          await shown.waitForLoadState('networkidle');
          assert.equal(await shown.evaluate(() => document.documentElement.scrollWidth), width);
          assert.deepEqual(await axe(shown), []);
          assert.deepEqual([shown.noted.complaints, shown.noted.violations], [[], []]);
          await shown.context().close();
        }),
      ),
    );
  }
}
