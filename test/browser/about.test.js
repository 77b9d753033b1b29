// The pages of a person, of an organization at the desk and of a center, on phone and desktop, light and dark.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { documents, organizer, publish, register } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { inBrowser } from './support/pages.js';
import { pageAs } from './support/session.js';

inBrowser('the pages of people and organizations', async (t, program, browser) => {
  const host = await organizer(program);
  const { shiftId } = await publish(host, 3);
  const person = await register(program, 'Person');
  await person.act(documents.signUp, { shiftId });
  const account = { email: 'coordinator@demo.example', password: 'erikti-demo' };
  const center = await new Caller(program).act(documents.signIn, account);
  for (const [path, who] of [
    ['/me', person],
    ['/me/profile', person],
    ['/me/privacy', person],
    ['/me/security', person],
    ['/desk/organization', host],
    ['/desk/organization/new', person],
    ['/desk/organization/members', host],
    ['/desk/organization/people', host],
    ['/center/requests', center],
    ['/claim', person],
  ]) {
    for (const [width, language, colorScheme] of [[360, 'kk', 'light'], [1440, 'ru', 'dark']]) {
      await t.test(`H8 axe finds nothing serious on ${path} at ${width} px, ${colorScheme}, in ${language}`, async () => {
        const page = await pageAs(browser, who, { viewport: { width, height: 800 }, colorScheme });
        await page.goto(`${program.url}${path}?lang=${language}`);
        await page.locator('h1').waitFor();
        await page.waitForLoadState('networkidle');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
        await page.context().close();
      });
    }
  }
});
