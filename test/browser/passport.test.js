// Digital passports: issued, printed, given away, verified and revoked.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller } from '../conformance/support/api.js';
import { documents } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { inBrowser, languages, word } from './support/pages.js';
import { scanned } from './support/qr.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const sizes = [{ width: 360, height: 740 }, { width: 1280, height: 900 }];

inBrowser('digital passports', async (t, program, browser) => {
  const account = { email: 'volunteer@demo.example', password: 'erikti-demo' };
  const holder = await new Caller(program).act(documents.signIn, account);
  const page = await pageAs(browser, holder, { acceptDownloads: true });
  const reader = await openPage(browser);
  const verdict = (state) => reader.locator(`[data-state=${state}]`);
  let address = '';
  let file = '';

  await t.test('the holder chooses what one shows, and issues it', async () => {
    await page.goto(`${program.url}/me/passports?lang=en`);
    await page.getByLabel(says('me.passports.name')).uncheck();
    await page.getByLabel(says('me.passports.years')).check();
    await page.getByRole('button', { name: says('me.passports.issue') }).click();
    const link = page.locator('a[href^="/passports/"]');
    await link.waitFor();
    address = `${program.url}${await link.getAttribute('href')}`;
  });

  await t.test('its page shows that and a code, without a third party, in three languages and two sizes', async () => {
    for (const language of languages) {
      for (const viewport of sizes) {
        const page = await openPage(browser, { viewport });
        for (const path of [`${address}?lang=${language}`, `${program.url}/verify?lang=${language}`]) {
          await page.goto(path);
          await page.locator(path.includes('/verify') ? 'textarea' : '[data-state=GOOD]').waitFor();
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${path} is too wide for ${viewport.width}`);
          assert.deepEqual(await axe(page), [], path);
          if (process.env.ERIKTI_LOOK) await page.screenshot({ path: `${process.env.ERIKTI_LOOK}/${path.includes('/verify') ? 'verify' : 'passport'}-${language}-${viewport.width}.png`, fullPage: true });
        }
        assert.deepEqual(page.noted.violations, []);
        assert.deepEqual(page.noted.complaints, []);
        await page.context().close();
      }
    }
    await reader.goto(`${address}?lang=en`);
    await verdict('GOOD').waitFor();
    await reader.getByRole('img', { name: says('passport.code') }).waitFor();
    assert.doesNotMatch(await reader.locator('article').innerText(), /Aigerim|Dana/);
  });

  await t.test('a camera reads its address from it, on the screen and printed, and the print has what it says and no buttons', async () => {
    const code = reader.getByRole('img', { name: says('passport.code') });
    assert.equal(await scanned(code), address);
    await reader.emulateMedia({ media: 'print' });
    assert.equal(await scanned(code), address);
    assert.equal(await verdict('GOOD').isVisible(), true);
    for (const hidden of ['header', 'footer', '.no-print']) {
      for (const part of await reader.locator(hidden).all()) assert.equal(await part.isVisible(), false, hidden);
    }
    assert.equal(await reader.locator('.no-print').count() > 0, true);
    await reader.emulateMedia({ media: null });
    assert.equal(await reader.locator('.no-print').first().isVisible(), true);
  });

  await t.test('its file is downloaded, and verified as it is, altered, and by its link', async () => {
    await page.goto(`${address}?lang=en`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: says('passport.download') }).click()]);
    file = await download.path();
    const credential = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(credential.credentialSubject.achievement.achievementType, 'CommunityService');
    await reader.goto(`${program.url}/verify?lang=en`);
    await reader.getByLabel(says('verify.file')).setInputFiles(file);
    await verdict('GOOD').waitFor();
    const folder = mkdtempSync(join(tmpdir(), 'erikti-passport-'));
    const altered = join(folder, 'altered.json');
    writeFileSync(altered, readFileSync(file, 'utf8').replace('PT', 'PT9'));
    await reader.getByLabel(says('verify.file')).setInputFiles(altered);
    await verdict('ALTERED').waitFor();
    const paste = reader.getByLabel(says('verify.paste'));
    const verify = () => reader.getByRole('button', { name: says('verify.do') }).click();
    await paste.fill(readFileSync(file, 'utf8').replace('#key_', '#key_0'));
    await verify();
    await verdict('UNKNOWN_KEY').waitFor();
    await paste.fill(address);
    await verify();
    await verdict('GOOD').waitFor();
    await paste.fill('nonsense');
    await verify();
    await reader.getByText(word('en', 'refusal.INVALID_INPUT.passport_number')).waitFor();
    assert.deepEqual(reader.noted.violations, []);
  });

  await t.test('revoked, it is shown no more, in each language', async () => {
    await page.goto(`${program.url}/me/passports?lang=en`);
    const revoke = page.getByRole('button', { name: says('me.passports.revoke') });
    await revoke.click();
    await page.getByText(says('me.passports.sure')).waitFor();
    assert.deepEqual(await axe(page), []);
    await revoke.click();
    await page.getByText(says('passport.revokedAt')).waitFor();
    for (const language of languages) {
      await reader.goto(`${program.url}/verify?lang=${language}`);
      await reader.locator('input[type=file]').setInputFiles(file);
      await verdict('REVOKED').waitFor();
      await reader.getByRole('heading', { name: word(language, 'passport.state.REVOKED') }).waitFor();
      await reader.goto(`${address}?lang=${language}`);
      await verdict('REVOKED').waitFor();
      assert.equal(await reader.locator('svg[role=img]').count(), 0);
    }
  });
});
