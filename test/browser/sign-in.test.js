// Signing in through providers: a button for each that the server names, in the reader's language.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { undo } from '../conformance/support/undo.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { inBrowser, languages, word } from './support/pages.js';
import { misplaced } from './support/pseudo.js';

const folder = mkdtempSync(`${tmpdir()}/erikti-providers-`);
process.on('exit', () => rmSync(folder, { recursive: true }));
const list = `${folder}/providers.json`;
const nobody = 'http://127.0.0.1:9'; // the port of "discard", where nobody listens
const labels = ['eGov', 'Еуразия ұлттық университеті'];
writeFileSync(
  list,
  JSON.stringify(labels.map((label, i) => ({ name: `provider-${i}`, label, issuer: `${nobody}/${i}`, clientId: 'erikti' }))),
);

inBrowser(
  'signing in through providers',
  async (t, program, browser) => {
    for (const language of languages) {
      await t.test(`a button for each provider, in ${language}`, async (t) => {
        const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
        undo(t)(() => page.context().close());
        await page.goto(`${program.url}/sign-in?lang=${language}&to=/me`);
        for (const label of labels) {
          // A word in three languages that stands before the label in one and after it in others.
          const button = page.getByRole('button', { name: label });
          await button.waitFor();
          assert.notEqual((await button.innerText()).trim(), label);
        }
        // Nothing is asked of the API here, and the page's own letters come all the same.
        await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'), null, { timeout: 5000 });
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await misplaced(page), []);
        await page.getByRole('button', { name: labels[0] }).click();
        await page.getByText(word(language, 'signIn.provider.away')).waitFor();
        assert.equal(new URL(page.url()).hash, '');
        assert.deepEqual(page.noted.violations, []);
      });
    }
  },
  { OIDC_PROVIDERS_FILE: list, OIDC_PRIVATE: 'on' },
);

inBrowser(
  'a forgotten password',
  async (t, program, browser) => {
    for (const language of languages) {
      await t.test(`the answer is the same whoever has the contact, in ${language}`, async (t) => {
        const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
        undo(t)(() => page.context().close());
        await page.goto(`${program.url}/sign-in?lang=${language}`);
        const who = page.getByLabel(word(language, 'signIn.who'));
        const ask = page.getByRole('button', { name: word(language, 'signIn.forgot') });
        const sent = page.getByRole('status').getByText(word(language, 'signIn.forgot.sent'));
        await ask.click();
        assert.ok(await who.evaluate((field) => field === document.activeElement), 'it is asked whose password it is');
        for (const contact of ['organizer@demo.example', `nobody.${language}@example.org`]) {
          await who.fill(contact);
          await ask.click();
          await sent.waitFor();
          assert.equal(await page.getByRole('alert').count(), 0);
          await page.reload();
        }
        await who.fill('87015550123'); // no way to a phone here
        await ask.click();
        await page.getByRole('alert').waitFor();
        assert.equal(await sent.count(), 0);
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await misplaced(page), []);
        assert.deepEqual(page.noted.violations, []);
      });
    }
  },
  { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'network@example.org' },
);
