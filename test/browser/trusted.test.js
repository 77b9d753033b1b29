// A server that executes only what it was built with still serves every page that was built with it.
import assert from 'node:assert/strict';
import { within } from '../conformance/support/program.js';
import { openPage } from './support/browser.js';
import { everyPage, nameOf } from './support/every-page.js';
import { inBrowser, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const untrusted = '"FORBIDDEN"';
const silent = ['/sign-in', '/register', '/claim', '/verify']; // they ask when one does something

inBrowser('B15 the pages need no other documents than their own', async (t, program, browser) => {
  const pages = await everyPage(program);
  await program.end('SIGTERM');
  program.environment.TRUSTED_DOCUMENTS = 'only';
  await program.start();

  for (const [path, who] of pages) {
    await t.test(nameOf(path), async () => {
      const page = who ? await pageAs(browser, who) : await openPage(browser);
      const said = [];
      const answered = new Promise((resolve) => {
        const hear = (text) => resolve(said.push(text));
        page.on('response', async (response) => {
          if (new URL(response.url()).pathname === '/graphql') hear(await response.text().catch(() => ''));
        });
        page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => hear(String(payload))));
      });
      await page.goto(`${program.url}${path}`);
      await page.locator('h1').first().waitFor();
      if (!silent.includes(path)) await within(answered, 'the page to ask for something');
      await page.waitForLoadState('networkidle');
      assert.deepEqual(said.filter((text) => text.includes(untrusted)), []);
      await page.context().close();
    });
  }

  await t.test('one signs in, and takes a place', async () => {
    const [path] = pages.find(([path]) => /^\/events\/evt/.test(path));
    const page = await openPage(browser);
    await page.goto(`${program.url}/sign-in?lang=en&to=${path}`);
    await page.getByLabel(word('en', 'signIn.who')).fill('volunteer@demo.example');
    await page.getByLabel(word('en', 'signIn.password')).fill('erikti-demo');
    await page.getByRole('button', { name: word('en', 'signIn.enter'), exact: true }).click();
    await page.getByRole('button', { name: word('en', 'shift.take') }).first().click();
    await page.locator('[data-mine=CONFIRMED]').waitFor();
  });

  await t.test('what is not of a page is refused', async () => {
    const body = JSON.stringify({ query: '{ regions { iso } }' });
    const answer = await fetch(`${program.url}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    assert.match(await answer.text(), new RegExp(untrusted));
  });
});
