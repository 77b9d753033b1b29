// Words of any language fit: every page at 360 px with words longer by two fifths.
import assert from 'node:assert/strict';
import { openPage } from './support/browser.js';
import { addressOf, everyPage, nameOf } from './support/every-page.js';
import { inBrowser } from './support/pages.js';
import { misplaced, readPseudo } from './support/pseudo.js';
import { pageAs } from './support/session.js';

const phone = { viewport: { width: 360, height: 740 } };

inBrowser('H9 longer words fit on a phone', async (t, program, browser) => {
  for (const [path, who] of await everyPage(program)) {
    await t.test(nameOf(path), async () => {
      const page = who ? await pageAs(browser, who, phone) : await openPage(browser, phone);
      await readPseudo(page);
      await page.goto(addressOf(program, path, 'en'));
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      assert.match(await page.locator('body').textContent(), /lôrém/);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      assert.deepEqual(await misplaced(page), []);
      await page.context().close();
    });
  }

  await t.test('what is cut off or lies over another text is found', async () => {
    const page = await openPage(browser, phone);
    await page.goto(`${program.url}/claim?lang=en`);
    await page.locator('h1').waitFor();
    await page.evaluate(() => {
      const heading = document.querySelector('h1');
      Object.assign(heading.style, { width: '3rem', overflow: 'hidden', whiteSpace: 'nowrap' });
      document.querySelector('form label').style.marginTop = '-3rem';
    });
    const found = await misplaced(page);
    assert.ok(found.some((one) => one.startsWith('cut off')), String(found));
    assert.ok(found.some((one) => one.startsWith('over one another')), String(found));
  });
});
