// The pages that links in messages open: they work without a script, look like the rest, and say who may do what next.
import assert from 'node:assert/strict';
import { documents, organizer, register } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { inBrowser, languages, word } from './support/pages.js';

const signUpAsGuest = `mutation ($input: SignUpAsGuestInput!) {
  signUpAsGuest(input: $input) { manageUrl userErrors { code } } }`;

inBrowser('the pages of links in messages', async (t, program, browser) => {
  const host = await organizer(program);
  const person = await register(program, 'First');
  const shiftId = await publishForGuests(host);
  const { signupId } = await signUp(person, shiftId);
  const { manageUrl } = await host.act(signUpAsGuest, {
    shiftId, givenName: 'Qonaq', familyName: 'Test', phone: '+77015550199', birthDate: '1990-05-01', consentVersion: await consent(host), autoAccept: false,
  });

  await t.test('a guest without scripts waits, is offered a place by a time, and takes it', async () => {
    const page = await openPage(browser, { javaScriptEnabled: false, locale: 'ru-RU', viewport: { width: 360, height: 740 } });
    await page.goto(manageUrl);
    await page.getByRole('status').getByText('очереди').waitFor();
    await person.act(documents.cancelSignup, { signupId });
    await page.reload();
    await page.getByText(word('ru', 'guest.until')).waitFor();
    await page.getByRole('link', { name: 'Қазақша' }).click();
    await page.getByRole('button', { name: word('kk', 'guest.accept') }).click();
    await page.getByRole('button', { name: word('kk', 'guest.cancel') }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'kk');
    await page.getByRole('link', { name: word('kk', 'guest.event') }).waitFor();
  });

  for (const path of [manageUrl.slice(program.url.length), '/guest', '/guardian', '/cannot-come', '/invitation', '/confirm', '/reset-password', '/setup']) {
    await t.test(`H8 axe finds nothing serious on ${path.split('?')[0]}${path.includes('?') ? ' of a guest' : ''}, at 360 px nothing lies beside, in three languages`, async () => {
      for (const language of languages) {
        const page = await openPage(browser, { viewport: { width: 360, height: 740 }, colorScheme: language === 'ru' ? 'dark' : 'light' });
        await page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        await page.locator('h1').waitFor();
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('header')).display), 'block', 'the style is not allowed');
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(page.noted.violations, []);
        await page.context().close();
      }
    });
  }
});

async function consent(host) {
  const { consentTexts } = await host.get('{ consentTexts { kind version } }');
  return consentTexts.find(({ kind }) => kind === 'PERSONAL_DATA').version;
}

async function signUp(person, shiftId) {
  const { signup } = await person.act(documents.signUp, { shiftId });
  return { signupId: signup.id };
}

/** A published shift with one place, which a guest may wait for. */
async function publishForGuests(host) {
  const start = Date.now() + 9 * 86_400_000;
  const [startsAt, endsAt] = [start, start + 3 * 3_600_000].map((moment) => new Date(moment).toISOString());
  const { event } = await host.act(documents.createEvent, {
    organizationId: host.organizationId,
    title: { en: 'Cleaning the bank of the Irtysh', kk: 'Ертіс жағасын тазалау', ru: 'Уборка берега Иртыша' },
    directions: ['SOCIAL'],
    startsAt,
    endsAt,
    timeZone: 'Asia/Almaty',
    shifts: [{ title: { en: 'Morning' }, startsAt, endsAt, capacity: 1, guestSignup: true }],
  });
  await host.act(documents.publishEvent, { eventId: event.id });
  return event.shifts[0].id;
}
