// The center's desk in two windows: what organizations and people of the region do moves its numbers at once, and each
// number opens the list that it counts.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { as, documents, founder, organizer, publish, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnEach, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowserOnEach('the center’s desk', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator');
  const leader = await founder(program, 'Friends of the forest', coordinator);
  const page = await pageAs(browser, coordinator);
  const { regions } = await coordinator.get('{ regions { id iso } }');
  const pavlodar = regions.find(({ iso }) => iso === 'KZ-55').id;
  const counter = (key) => page.locator(`[data-counter="${key}"]`);
  const value = async (key) => Number((await counter(key).textContent()).match(/^[\d,]+/)[0].replaceAll(',', ''));
  const becomes = (key, count) => counter(key).filter({ hasText: new RegExp(`^${count}\\D`) }).waitFor();

  await t.test('who asks for help, who applies for a project and who wants to be verified is counted at once', async () => {
    await page.goto(`${program.url}/center?lang=en`);
    await counter('centerDesk.asked').waitFor();
    const before = { asked: await value('centerDesk.asked'), applications: await value('centerDesk.applications'), requests: await value('centerDesk.requests') };
    await leader.act(
      'mutation ($input: RequestMentorshipInput!) { requestMentorship(input: $input) { mentorship { id } userErrors { code message path nextStep } } }',
      { organizationId: leader.organizationId, needs: ['PEOPLE'] },
    );
    await becomes('centerDesk.asked', before.asked + 1);
    const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    await leader.act(
      'mutation ($input: ApplyForProjectInput!) { applyForProject(input: $input) { project { id } userErrors { code message path nextStep } } }',
      {
        organizationId: leader.organizationId,
        funding: 'STATE_SOCIAL_ORDER',
        title: { en: 'A forest path' },
        sum: '1000000',
        startsOn: day(10),
        endsOn: day(100),
        indicators: [{ title: { en: 'Hours' }, source: 'VERIFIED_HOURS', target: 100 }],
      },
    );
    await becomes('centerDesk.applications', before.applications + 1);
    const other = await register(program, 'Other');
    const { organization } = await other.act(documents.createOrganization, {
      name: { en: 'Friends of the hill' },
      legalForm: 'INFORMAL_GROUP',
      homeRegionId: pavlodar,
      directions: ['SOCIAL'],
      contactEmail: 'hill@clients.example',
    });
    await other.act(documents.submitOrganization, { organizationId: organization.id });
    await becomes('centerDesk.requests', before.requests + 1);
  });

  await t.test('a mistake that a reader reports is counted, as are the courses', async () => {
    assert.ok((await value('centerDesk.taught')) > 0);
    const before = await value('centerDesk.mistakes');
    const { viewer } = await coordinator.get('{ viewer { memberships { role organization { id } } } }');
    const organizationId = viewer.memberships.find(({ role }) => role === 'EDITOR').organization.id;
    const { articles } = await coordinator.get(`{ articles(organizationId: "${organizationId}", state: PUBLISHED, first: 1) { edges { node { id } } } }`);
    await new Caller(program).act(
      'mutation ($input: ReportMistakeInput!) { reportMistake(input: $input) { reported userErrors { code message path nextStep } } }',
      { articleId: articles.edges[0].node.id, kind: 'MISTAKE', part: 'BODY', locale: 'ru', comment: 'A word is missing.' },
    );
    await becomes('centerDesk.mistakes', before + 1);
  });

  await t.test('an event that fills up is there, and its places move', async () => {
    const host = await organizer(program);
    const { eventId, shiftId } = await publish(host, 10, undefined, { regionId: pavlodar });
    for (let i = 0; i < 9; i++) await (await register(program, `Person${i}`)).act(documents.signUp, { shiftId });
    const event = page.locator(`[data-event="${eventId}"]`);
    await event.getByText('1 of 10 places free').waitFor();
    await (await register(program, 'Last')).act(documents.signUp, { shiftId });
    await event.getByText('0 of 10 places free').waitFor();
  });

  await t.test('each number opens the list that it counts', async () => {
    const links = await page.locator('[data-counter] a, [data-overdue] a, [data-unsettled] a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    assert.ok(links.length >= 12);
    assert.equal(await page.locator('[data-counter]').count(), await page.locator('[data-counter] a').count());
    await counter('centerDesk.asked').getByRole('link').click();
    await page.locator('[data-group=requested]').getByText('Friends of the forest').waitFor();
    await page.goBack();
    await counter('centerDesk.applications').getByRole('link').click();
    await page.locator('[data-group=applications]').getByText('A forest path').waitFor();
    await page.goBack();
    await counter('centerDesk.requests').getByRole('link').click();
    await page.getByText('Friends of the hill').waitFor();
    await page.goBack();
    const verify = await value('centerDesk.toVerify');
    await counter('centerDesk.toVerify').getByRole('link').click();
    await page.locator('#lines').waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('[data-entry]').count(), Math.min(verify, 50));
    await page.goBack();
    const free = await value('network.freePlaces');
    assert.ok(free > 0);
  });

  await t.test('whom the center helps stands by how mature they are', async () => {
    const { organizations } = await coordinator.in('en').get('{ organizations(first: 1, search: "Clean Shore") { edges { node { name mentorships(first: 1) { edges { node { maturityBefore } } } } } } }');
    const { name, mentorships } = organizations.edges[0].node;
    await page.locator(`[data-level="${mentorships.edges[0].node.maturityBefore}"]`).getByText(name).waitFor();
  });

  await t.test('a visitor and who runs no center are told whose page it is', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/center?lang=en`);
    await visitor.getByRole('link', { name: says('nav.signIn') }).first().waitFor();
    const desk = await pageAs(browser, leader);
    await desk.goto(`${program.url}/center?lang=en`);
    await desk.getByText(says('requests.forbidden')).waitFor();
  });

  await t.test('nothing was complained of', () => assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]));

  await looksRight(t, program, browser, [['/center', coordinator], ['/center/requests', coordinator]]);
});
