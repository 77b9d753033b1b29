// The first administrator of a new network: the link of the console works once.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { documents } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { inBrowser, word } from './support/pages.js';

inBrowser(
  'the setup page',
  async (t, program, browser) => {
    const link = program.printed.match(/http:\S+\/setup\?token=\S+/)?.[0];
    assert.ok(link, program.printed);

    await t.test('the printed link makes the first administrator', async () => {
      const page = await fill(browser, link, 'first@clients.example');
      await page.getByText(word('ru', 'setup.done')).waitFor();
      assert.equal(page.answered.status(), 200);
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
      const account = { email: 'first@clients.example', password: 'a long password' };
      const { token } = await new Caller(program).act(documents.signIn, account);
      assert.ok(token);
    });

    await t.test('the second time it is refused', async () => {
      const page = await fill(browser, link, 'second@clients.example');
      assert.equal(await page.getByRole('alert').textContent(), word('ru', 'setup.link_unknown'));
      assert.equal(page.answered.status(), 404);
      const account = { email: 'second@clients.example', password: 'a long password' };
      const { userErrors } = await new Caller(program).attempt(documents.signIn, account);
      assert.deepEqual(userErrors.map(({ code }) => code), ['WRONG_CREDENTIALS']);
    });

    await t.test('no further link is printed', async () => {
      await program.end('SIGTERM');
      program.printed = '';
      await program.start();
      assert.doesNotMatch(program.printed, /setup/);
    });
  },
  { DEMO: 'false' },
);

/** Opens the link as a Russian reader on a phone, and sends the form. */
async function fill(browser, link, email) {
  const page = await openPage(browser, { locale: 'ru-RU', viewport: { width: 360, height: 740 } });
  await page.goto(link);
  assert.equal(await page.locator('h1').textContent(), word('ru', 'setup.title'));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  const values = { given_name: 'Айгерим', family_name: 'Сейтова', email, password: 'a long password' };
  for (const [field, value] of Object.entries(values)) {
    await page.getByLabel(word('ru', `setup.${field}`)).fill(value);
  }
  const [answered] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: word('ru', 'setup.create') }).click(),
  ]);
  return Object.assign(page, { answered });
}
