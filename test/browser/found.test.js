// A stranger founds a group, it is returned and verified, publishes, and the first sign-up arrives; who belongs to it.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { documents, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { inBrowser, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowser('a new group', async (t, program, browser) => {
  const stranger = await register(program, 'Stranger');
  const coordinator = { email: 'coordinator@demo.example', password: 'erikti-demo' };
  const center = await pageAs(browser, await new Caller(program).act(documents.signIn, coordinator));
  const page = await pageAs(browser, stranger);
  let organization;
  let follower;

  await t.test('a stranger founds it and submits it', async () => {
    await page.goto(`${program.url}/desk?lang=en`);
    await page.getByRole('link', { name: says('desk.found') }).click();
    await page.getByLabel(says('profile.name.en')).fill('Friends of the river');
    await page.getByLabel(says('profile.description.en')).fill('We clean the banks of the Irtysh.');
    await page.getByLabel(says('profile.home')).selectOption({ label: 'Pavlodar Region' });
    await page.getByLabel('Social help').check();
    await page.getByLabel(says('profile.email')).fill('river@clients.example');
    await page.getByRole('button', { name: says('found.do') }).click();
    await page.locator('[data-status=DRAFT]').waitFor();
    organization = page.url().match(/org_[\w-]+/)[0];
    await page.getByRole('button', { name: says('status.submit') }).click();
    await page.locator('[data-status=PENDING]').waitFor();
  });

  await t.test('the center of its region returns it with a reason, which the stranger reads and submits again', async () => {
    await center.goto(`${program.url}/desk?lang=en`);
    await center.getByRole('link', { name: says('requests.title') }).click();
    const request = center.locator(`[data-request="${organization}"]`);
    await request.getByRole('button', { name: says('requests.return') }).click();
    await request.getByLabel(says('requests.return.reason')).fill('Say where you meet.');
    await request.getByRole('button', { name: says('requests.return') }).click();
    await request.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Say where you meet.').waitFor();
    await page.getByLabel(says('profile.description.en')).fill('We clean the banks of the Irtysh. We meet at the quay.');
    await page.getByRole('button', { name: says('desk.save') }).click();
    await page.getByText(says('app.saved'), { exact: true }).waitFor();
    await page.getByRole('button', { name: says('status.submit') }).click();
    await page.locator('[data-status=PENDING]').waitFor();
  });

  await t.test('the center verifies it', async () => {
    await center.reload();
    const request = center.locator(`[data-request="${organization}"]`);
    await request.getByText('We meet at the quay.').waitFor();
    await request.getByRole('button', { name: says('requests.verify') }).click();
    await request.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('[data-status=VERIFIED]').waitFor();
    assert.deepEqual([center.noted.complaints, center.noted.violations], [[], []]);
  });

  await t.test('a person follows it, and sees whom to write to', async () => {
    follower = await register(program, 'Follower');
    const reader = await pageAs(browser, follower);
    await reader.goto(`${program.url}/organizations/${organization}?lang=en`);
    await reader.getByRole('link', { name: 'river@clients.example' }).waitFor();
    await reader.getByRole('button', { name: says('organization.follow'), exact: true }).click();
    await reader.getByRole('button', { name: says('organization.unfollow') }).waitFor();
    await reader.getByRole('button', { name: says('organization.join') }).click();
    await reader.getByText(says('organization.asked')).waitFor();
  });

  await t.test('it publishes; the follower is told, signs up, and is on the roster at once', async () => {
    await page.goto(`${program.url}/desk/events/new?organization=${organization}&lang=en`);
    await page.getByLabel(says('desk.form.title.en')).fill('Cleaning the quay');
    await page.getByLabel('Social help').check();
    await page.getByLabel(says('events.region')).selectOption({ label: 'Pavlodar Region' });
    await page.getByLabel(says('desk.form.shift.title')).fill('Morning');
    await page.getByRole('button', { name: says('desk.form.create') }).click();
    await page.waitForURL(/\/desk\/events\/evt_/);
    await page.getByRole('button', { name: says('desk.publish') }).click();
    await page.getByText(says('event.state.PUBLISHED'), { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Morning', exact: true }).click();
    await page.getByText(says('desk.roster.empty')).waitFor();
    const reader = await pageAs(browser, follower);
    await reader.goto(`${program.url}/me?lang=en`);
    await reader.getByRole('link', { name: 'Cleaning the quay' }).first().click();
    await reader.getByRole('button', { name: says('shift.take') }).click();
    await reader.locator('[data-mine=CONFIRMED]').waitFor();
    await page.getByRole('rowheader', { name: /Follower/ }).waitFor();
  });

  await t.test('who asked to join is accepted; an invitation is shown once and makes a coordinator', async () => {
    await page.goto(`${program.url}/desk/organization/members?organization=${organization}&lang=en`);
    await page.getByRole('button', { name: says('members.accept') }).click();
    await page.locator('[data-member=MEMBER]').waitFor();
    const invited = await register(program, 'Invited');
    await page.getByLabel(says('invite.contact')).fill('invited@clients.example');
    await page.getByRole('button', { name: says('invite.do') }).click();
    const link = await page.locator('[data-secret] input').inputValue();
    await page.reload();
    await page.locator('[data-invitation]').getByText('invited@clients.example').waitFor();
    assert.equal(await page.locator('[data-secret]').count(), 0);
    const token = new URL(link).searchParams.get('token');
    await invited.act('mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { userErrors { code } } }', { token });
    await page.reload();
    await page.locator('[data-member=COORDINATOR] strong').getByText('Invited').waitFor();
    assert.equal(await page.locator('[data-invitation]').count(), 0);
  });

  await t.test('the last administrator stays one; another member gets a role', async () => {
    await page.locator('[data-member=ADMIN] select').selectOption('MEMBER');
    await page.getByRole('alert').filter({ hasText: word('en', 'refusal.LAST_ADMIN') }).waitFor();
    await page.locator('[data-member=MEMBER] select').selectOption('EDITOR');
    await page.locator('[data-member=EDITOR]').waitFor();
  });

  await t.test('a person without an account is added, and makes one with the printed code', async () => {
    await page.goto(`${program.url}/desk/organization/people?organization=${organization}&lang=en`);
    await page.getByLabel(says('register.givenName')).fill('Apa');
    await page.getByLabel(says('register.familyName')).fill('Test');
    await page.getByLabel(says('people.birthYear')).fill('1950');
    await page.getByRole('button', { name: says('people.add.do'), exact: true }).click();
    await page.getByText('Apa Test has the number').waitFor();
    await page.getByRole('button', { name: says('people.code.do') }).click();
    const code = await page.locator('[data-claim-code] strong').textContent();
    const own = await openPage(browser);
    await own.goto(`${program.url}/claim?lang=en`);
    await own.getByLabel(says('claim.code'), { exact: true }).fill(code);
    await own.getByLabel(says('claim.who')).fill('apa@clients.example');
    await own.getByLabel(says('register.password')).fill('quiet steppe wind');
    await own.getByRole('button', { name: says('claim.do') }).click();
    await own.waitForURL(/\/me$/);
    await own.getByText('Apa Test').waitFor();
    assert.deepEqual([own.noted.complaints, own.noted.violations], [[], []]);
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('who is no center is told so', async () => {
    await page.goto(`${program.url}/center/requests?lang=en`);
    await page.getByText(says('requests.forbidden')).waitFor();
  });
});
