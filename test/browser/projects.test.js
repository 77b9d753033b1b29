// Projects in two windows: an organization applies, the support center of its region awards the contract, the report is
// submitted, returned and accepted, and everybody can check what was in it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { as, draft, founder } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowserOnOne('projects', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator');
  const leader = await founder(program, 'Friends of the steppe', coordinator);
  await draft(leader, 5);
  const center = await pageAs(browser, coordinator);
  const desk = await pageAs(browser, leader);
  const visitor = await openPage(browser);
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  const stands = (page, state) => page.locator(`[data-project="${id}"][data-state="${state}"]`).waitFor();
  let id;

  await t.test('an organization applies, and the center sees it at once', async () => {
    await center.goto(`${program.url}/center/projects?lang=en`);
    await center.locator('[data-group=applications]').waitFor();
    await desk.goto(`${program.url}/desk/projects?lang=en`);
    await button(desk, 'project.apply').click();
    await desk.getByLabel(says('desk.form.title.en')).fill('Clean steppe');
    await desk.getByLabel(says('desk.form.title.kk')).fill('Таза дала');
    await desk.getByLabel(says('project.sum.tenge')).fill('4500000');
    await desk.getByLabel('Indicator 1').fill('Verified hours');
    await desk.locator('[name=target0]').fill('1200');
    await button(desk, 'project.indicator.add').click();
    await desk.getByLabel('Indicator 2').fill('Trees planted');
    await desk.locator('[name=target1]').fill('300');
    await desk.locator('[name=source1]').selectOption('DECLARED');
    const today = new Date();
    const day = (ahead) => new Date(today.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
    await desk.getByLabel(says('project.startsOn')).fill(day(0));
    await desk.getByLabel(says('project.endsOn')).fill(day(40));
    await button(desk, 'project.apply.do').click();
    await desk.locator('[data-state=APPLICATION]').getByText(says('project.next.APPLICATION')).waitFor();
    id = await desk.locator('[data-state=APPLICATION]').getAttribute('data-project');
    await center.locator('[data-group=applications]').getByRole('link', { name: 'Clean steppe' }).click();
    await stands(center, 'APPLICATION');
  });

  await t.test('an application is not public, and its organization does not award it', async () => {
    await visitor.goto(`${program.url}/projects/${id}?lang=en`);
    await visitor.getByText(says('app.notFound.title')).waitFor();
    await desk.getByRole('link', { name: 'Clean steppe' }).click();
    await stands(desk, 'APPLICATION');
    assert.equal(await button(desk, 'project.award').count(), 0);
  });

  await t.test('the center awards the contract, the organization starts', async () => {
    await button(center, 'project.award').click();
    await center.getByLabel(says('project.contract')).fill('2026-17');
    await button(center, 'project.award').click();
    await stands(desk, 'AWARDED');
    await desk.getByText('2026-17').waitFor();
    await desk.getByText('4,500,000').waitFor();
    await button(desk, 'project.start').click();
    await stands(desk, 'RUNNING');
    await visitor.reload();
    await stands(visitor, 'RUNNING');
  });

  await t.test('an event is given to it, and what is declared stands beside what is counted', async () => {
    await desk.getByLabel(says('project.event'), { exact: true }).selectOption({ label: 'Cleaning the bank of the Irtysh' });
    await button(desk, 'project.event.give').click();
    await desk.getByRole('link', { name: 'Cleaning the bank of the Irtysh' }).waitFor();
    await desk.locator('[data-indicator="2"] input').fill('310');
    await button(desk.locator('[data-indicator="2"]'), 'desk.save').click();
    await desk.locator('[data-indicator="2"] [data-declared="310"]').waitFor();
    await visitor.reload();
    await visitor.locator('[data-indicator="2"] [data-declared="310"]').waitFor();
    await visitor.locator('[data-indicator="1"] [data-computed="0"]').waitFor();
    await visitor.locator('[data-indicator="2"]').getByText(says('project.computed.none')).waitFor();
    assert.equal(await visitor.locator('[data-indicator] input').count(), 0);
  });

  await t.test('the report is submitted, returned with a reason, submitted again and accepted', async () => {
    await button(desk, 'project.submit.final').click();
    await desk.getByLabel(says('project.submit.text')).fill('We planted them.');
    await button(desk, 'project.submit.do').click();
    await stands(desk, 'REPORTING');
    const waiting = center.locator('[data-report="1"][data-state=SUBMITTED]');
    await waiting.getByText('We planted them.').waitFor();
    await button(waiting, 'project.report.return').click();
    await waiting.getByLabel(says('mentoring.why')).fill('Add the list of events.');
    await button(waiting, 'project.report.return').click();
    await stands(desk, 'RETURNED');
    await desk.getByText('Add the list of events.').waitFor();
    await button(desk, 'project.submit.final').click();
    await desk.getByLabel(says('project.submit.text')).fill('We planted them on 1 May: see the events.');
    await button(desk, 'project.submit.do').click();
    await waiting.getByText('see the events').waitFor();
    await button(waiting, 'project.report.accept').click();
    await stands(desk, 'ACCEPTED');
  });

  await t.test('the platform decides where the center does not, and who decides nothing sees no button', async () => {
    const [admin, stranger] = [await pageAs(browser, await as(program, 'admin')), await pageAs(browser, await as(program, 'volunteer'))];
    for (const page of [admin, stranger]) await page.goto(`${program.url}/projects/${id}?lang=en`);
    await button(admin, 'project.close').waitFor();
    await stranger.waitForLoadState('networkidle');
    await stands(stranger, 'ACCEPTED');
    assert.equal(await button(stranger, 'project.close').count(), 0);
    for (const page of [admin, stranger]) assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
    await stranger.context().close();
    await button(admin, 'project.close').click();
    await stands(admin, 'CLOSED');
    await admin.context().close();
  });

  await t.test('it is closed, and the hash proves what was in the report', async () => {
    await center.reload();
    await stands(desk, 'CLOSED');
    await visitor.reload();
    await stands(visitor, 'CLOSED');
    const hash = await visitor.locator('[data-report="1"] [data-hash]').getAttribute('data-hash');
    const { node } = await leader.get('query ($id: ID!) { node(id: $id) { ... on Project { reports { snapshot } } } }', { id });
    assert.equal(createHash('sha256').update(node.reports[0].snapshot).digest('hex'), hash);
    assert.match(node.reports[0].snapshot, /310/);
    assert.equal(await visitor.getByText('We planted them').count(), 0);
  });

  await t.test('projects are found by their state, funding and region, and what is late is seen by everybody', async () => {
    await visitor.goto(`${program.url}/projects?lang=en`);
    const found = (count) => visitor.getByText(count === 1 ? '1 project' : `${count} projects`, { exact: true }).waitFor();
    const total = async (filter) => (await leader.get(`{ projects(${filter}) { totalCount } }`)).projects.totalCount;
    await visitor.getByLabel(says('projects.state'), { exact: true }).selectOption('CLOSED');
    await visitor.getByLabel(says('projects.year'), { exact: true }).selectOption('2019');
    await found(await total('state: CLOSED, year: 2019'));
    await visitor.getByLabel(says('projects.state'), { exact: true }).selectOption('');
    await visitor.getByLabel(says('projects.year'), { exact: true }).selectOption('');
    await visitor.getByLabel(says('projects.late')).check();
    await found(await total('late: true'));
    assert.ok((await visitor.locator('[data-project]').filter({ hasText: 'Overdue' }).count()) > 0);
    await visitor.goto(`${program.url}/projects?region=KZ-55&q=Clean+steppe&lang=en`);
    await visitor.locator(`[data-project="${id}"]`).waitFor();
    await found(1);
  });

  await t.test('nothing was complained of', () => {
    for (const one of [center, desk, visitor]) assert.deepEqual([one.noted.complaints, one.noted.violations], [[], []]);
  });

  const host = await as(program, 'organizer');
  await looksRight(t, program, browser, [
    ['/projects', {}],
    [`/projects/${id}`, coordinator],
    ['/desk/projects', host],
    ['/center/projects', coordinator],
  ]);
});
