// A person about themselves: places, profile, what is kept of them, how they sign in, and the end of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Caller } from '../conformance/support/api.js';
import { documents, organizer, publish, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { inBrowser, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowser('a person about themselves', async (t, program, browser) => {
  const host = await organizer(program);
  const person = await register(program, 'Aigerim');
  const { shiftId } = await publish(host, 2);
  await person.act(documents.signUp, { shiftId });
  const page = await pageAs(browser, person, { acceptDownloads: true });
  const { viewer } = await person.get('{ viewer { volunteer { publicNumber email } } }');
  const { publicNumber: number, email } = viewer.volunteer;

  await t.test('D10 a calendar reads all places at a secret address, until it is ended', async () => {
    await page.goto(`${program.url}/me?lang=en`);
    await page.locator(`[data-shift="${shiftId}"]`).waitFor();
    await page.getByRole('button', { name: says('me.calendar.add') }).click();
    const address = await page.locator('[data-secret] input').inputValue();
    const feed = await fetch(address);
    assert.match(await feed.text(), new RegExp(`UID:${shiftId}@erikti`));
    await page.getByRole('button', { name: says('me.calendar.end') }).click();
    await page.locator('[data-secret]').waitFor({ state: 'detached' });
    assert.equal((await fetch(address)).status, 404);
  });

  await t.test('a profile is changed, and the birth date stays', async () => {
    await page.getByRole('link', { name: says('me.profile'), exact: true }).click();
    await page.waitForURL(/\/me\/profile/);
    await page.getByLabel(says('register.givenName')).fill('Aigerim-Dana');
    await page.getByLabel(says('register.region')).selectOption({ label: 'Pavlodar Region' });
    await page.getByLabel(says('me.profile.skills')).fill('first aid, driving');
    await page.getByRole('button', { name: says('desk.save') }).click();
    await page.getByText(says('app.saved'), { exact: true }).waitFor();
    assert.equal(await page.locator('input[name=birthDate]').count(), 0);
    const { viewer } = await person.get('{ viewer { volunteer { givenName skills region { iso } } } }');
    assert.deepEqual(viewer.volunteer, { givenName: 'Aigerim-Dana', skills: ['first aid', 'driving'], region: { iso: 'KZ-55' } });
  });

  await t.test('a consent is given and taken back', async () => {
    await page.goto(`${program.url}/me/privacy?lang=en`);
    const photo = page.locator('[data-consent=PHOTO]');
    await photo.getByRole('button', { name: says('me.consents.give') }).click();
    await photo.getByText(says('me.consents.given')).waitFor();
    await photo.getByRole('button', { name: says('me.consents.withdraw') }).click();
    await photo.getByText(says('me.consents.withdrawn')).waitFor();
  });

  await t.test('everything that is kept is one file', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: says('me.export.do') }).click(),
    ]);
    const archive = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.ok(JSON.stringify(archive).includes(number));
  });

  await t.test('a child names a guardian, and sees what became of it', async () => {
    const year = new Date().getFullYear() - 12;
    const { token } = await new Caller(program).act(documents.register, {
      email: `child-${number}@clients.example`,
      password: 'a password of a child',
      givenName: 'Child',
      familyName: 'Test',
      birthDate: `${year}-01-01`,
    });
    const child = await pageAs(browser, { token });
    await child.goto(`${program.url}/me/privacy?lang=en`);
    await child.getByLabel(says('me.guardians.name')).fill('Parent');
    await child.getByLabel(says('me.guardians.contact')).fill('+7 701 765 43 21');
    await child.getByRole('button', { name: says('me.guardians.ask') }).click();
    await child.locator('[data-guardian=REQUESTED]').waitFor();
    await child.getByText(says('me.guardians.paper')).waitFor();
    await page.getByRole('heading', { name: says('me.consents') }).waitFor();
    assert.equal(await page.getByLabel(says('me.guardians.name')).count(), 0, 'a grown-up has none');
  });

  await t.test('another session is ended; a new password ends all, but for this browser', async () => {
    const signIn = async (password) => {
      const { token, userErrors } = await new Caller(program).attempt(documents.signIn, { email, password });
      return token ? new Caller(program, { token }) : userErrors[0].code;
    };
    const other = await signIn('password of Aigerim');
    await page.goto(`${program.url}/me/security?lang=en`);
    await page.locator('[data-session=other]').first().getByRole('button', { name: says('me.sessions.end') }).click();
    await page.locator('[data-session=other]').waitFor({ state: 'detached' });
    assert.equal((await other.ask('{ viewer { unreadNotices } }')).errors[0].extensions.code, 'UNAUTHENTICATED');
    const third = await signIn('password of Aigerim');
    await page.getByRole('button', { name: says('me.password.change') }).click();
    await page.getByLabel(says('me.password.current')).fill('password of Aigerim');
    await page.getByLabel(says('register.password')).fill('quiet steppe wind');
    await page.getByRole('button', { name: says('me.password.change') }).click();
    await page.getByText(says('me.password.changed')).waitFor();
    await page.locator('[data-session=current]').waitFor();
    assert.equal((await third.ask('{ viewer { unreadNotices } }')).errors[0].extensions.code, 'UNAUTHENTICATED');
    assert.equal(await signIn('password of Aigerim'), 'WRONG_CREDENTIALS');
    // The page of this test begins each document with the token it was opened with.
    const opened = await page.evaluate(() => localStorage.getItem('erikti.session'));
    await page.context().addInitScript((value) => localStorage.setItem('erikti.session', value), opened);
  });

  await t.test('an API key is shown once, works, and is revoked', async () => {
    await page.getByRole('button', { name: says('me.keys.new') }).click();
    await page.getByLabel(says('me.keys.name')).fill('my program');
    await page.getByRole('button', { name: says('me.keys.create') }).click();
    const secret = await page.locator('[data-secret] input').inputValue();
    const mine = new Caller(program, { token: secret });
    assert.equal((await mine.get('{ viewer { volunteer { publicNumber } } }')).viewer.volunteer.publicNumber, number);
    await page.reload();
    await page.getByText('my program').waitFor();
    assert.equal(await page.locator('[data-secret]').count(), 0);
    await page.getByRole('button', { name: says('me.keys.revoke') }).click();
    await page.getByText('my program').waitFor({ state: 'detached' });
    assert.ok((await mine.ask('{ viewer { volunteer { id } } }')).errors);
  });

  await t.test('who is erased reads first what goes and what stays, and types their number', async () => {
    await page.goto(`${program.url}/me/privacy?lang=en`);
    await page.getByRole('button', { name: says('me.erase.begin') }).click();
    await page.getByText(says('me.erase.goes.places')).waitFor();
    await page.getByText(says('me.erase.stays.counts')).waitFor();
    const erase = page.getByRole('button', { name: says('me.erase.do') });
    assert.equal(await erase.getAttribute('aria-disabled'), 'true');
    await page.getByLabel(says('me.erase.type')).fill(number);
    await erase.click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('link', { name: says('nav.signIn') }).waitFor();
    const { userErrors } = await new Caller(program).attempt(documents.signIn, { email, password: 'quiet steppe wind' });
    assert.deepEqual(userErrors.map(({ code }) => code), ['WRONG_CREDENTIALS']);
    // An answer that is on its way when a page is left is broken off.
    const complaints = page.noted.complaints.filter((one) => !one.startsWith('AbortError'));
    assert.deepEqual([complaints, page.noted.violations], [[], []]);
  });

  await t.test('a visitor is shown where to sign in', async () => {
    const visitor = await openPage(browser);
    for (const path of ['/me', '/me/hours', '/me/profile', '/me/privacy', '/me/security']) {
      await visitor.goto(`${program.url}${path}?lang=en`);
      await visitor.getByRole('heading', { name: says('me.visitor.title') }).waitFor();
    }
  });
});
