// The center's desk in two windows: what organizations and people of the region do moves its numbers at once, and each
// number opens the list that it counts.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { as, documents, founder, organizer, publish, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

/** How many a page lists of what a number of the desk counts. */
const figure = async (locator) => {
  const said = await locator.filter({ hasText: /\d/ }).first().textContent();
  return Number(/[\d,]+/.exec(said)[0].replaceAll(',', ''));
};
const found = (list) => figure(list.locator('p[role=status]'));
const group = (name) => (list) => figure(list.locator(`[data-group=${name}] h2`));
const rows = (selector, around) => async (list) => {
  await list.locator(around).first().waitFor();
  await list.waitForLoadState('networkidle');
  const more = list.locator('[data-left]:not([data-left="0"]) button').first();
  for (let tries = 0; (await more.isVisible()) && tries < 50; tries++) {
    await more.click({ timeout: 2000 }).catch(() => undefined); // the last of the list may have come before
    await list.waitForLoadState('networkidle');
  }
  return list.locator(selector).count();
};
const counted = {
  // Of the events that are listed, the places of shifts that one can sign up for now.
  'network.freePlaces': async (list, caller) => {
    const cards = await rows('[data-event]', '[data-event]')(list);
    assert.equal(cards, await found(list));
    const ids = await list.locator('[data-event]').evaluateAll((all) => all.map((one) => one.dataset.event));
    let free = 0;
    for (let i = 0; i < ids.length; i += 20) {
      const { nodes } = await caller.get(`{ nodes(ids: ${JSON.stringify(ids.slice(i, i + 20))}) { ... on Event { shifts { state available } } } }`);
      free += nodes.flatMap(({ shifts }) => shifts).reduce((sum, { state, available }) => sum + (state === 'OPEN' ? available : 0), 0);
    }
    return free;
  },
  'network.events': found,
  'network.organizations': found,
  'mentoring.unanswered.count': rows('[data-unanswered]', '[data-group=requested]'),
  'centerDesk.late.CENTER': found,
  'centerDesk.late.ORGANIZATION': found,
  'centerDesk.unsettled': found,
  'centerDesk.requests': (list) => figure(list.locator('#organizations')),
  'centerDesk.reports': (list) => figure(list.locator('#reports')),
  'centerDesk.asked': group('requested'),
  'centerDesk.helped': group('active'),
  'centerDesk.applications': group('applications'),
  'centerDesk.reportsWait': group('reports'),
  'centerDesk.running': found,
  'centerDesk.toVerify.region': rows('[data-waits]', 'p[role=status]'),
  'centerDesk.toVerify': rows('[data-entry]', '#lines'),
  'centerDesk.disputes': rows('[data-dispute]', '#lines'),
  'centerDesk.taught': rows('[data-course][data-state=OPEN]', '[data-course]'),
  'centerDesk.studies': rows('[data-study]:not([data-state=PUBLISHED])', '[data-study]'),
  'centerDesk.published': rows('[data-study]', '[data-study]'),
  'centerDesk.mistakes': rows('[data-report][data-state=NEW]', '#mistakes'),
};

/** What is shown only where something is late. */
const late = ['mentoring.unanswered.count', 'centerDesk.late.CENTER', 'centerDesk.late.ORGANIZATION'];

const day = 86_400_000; // ms

/** Whether a request asks for the whole desk. */
const isDesk = (request) => Boolean(request.postData()?.includes('query CenterDesk('));

inBrowserOnOne('the center’s desk', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator');
  const leader = await founder(program, 'Friends of the forest', coordinator);
  const page = await pageAs(browser, coordinator);
  let socket; // the newest of the page
  page.on('websocket', (opened) => (socket = opened));
  const { regions } = await coordinator.get('{ regions { id iso } }');
  const pavlodar = regions.find(({ iso }) => iso === 'KZ-55').id;
  const counter = (key) => page.locator(`[data-counter="${key}"]`);
  const value = async (key) => Number((await counter(key).textContent()).match(/^[\d,]+/)[0].replaceAll(',', ''));
  /** Opens the list of each number that the desk shows, and counts what is there; the numbers. */
  const opens = async (desk, only) => {
    await desk.waitForLoadState('networkidle');
    const shown = await desk.locator('[data-counter], [data-overdue], [data-unsettled]').evaluateAll((all) =>
      all.map((one) => ({
        key: one.dataset.counter ?? one.dataset.overdue ?? 'centerDesk.unsettled',
        number: Number(/[\d,]+/.exec(one.textContent)[0].replaceAll(',', '')),
        href: one.querySelector('a')?.getAttribute('href'),
      })),
    );
    const list = await pageAs(browser, coordinator);
    for (const { key, number, href } of shown.filter(({ key }) => !only || only.includes(key))) {
      assert.ok(href, key);
      await list.goto(`${program.url}${href.replace(/#.*/, '')}${href.includes('?') ? '&' : '?'}lang=en`);
      // A heading says 0 until its list is there.
      let listed = await counted[key](list, coordinator);
      for (let tries = 0; listed !== number && tries < 50; tries++) {
        await list.waitForTimeout(200);
        listed = await counted[key](list, coordinator);
      }
      assert.equal(listed, number, `${key}: ${href}`);
    }
    await list.context().close();
    return new Map(shown.map(({ key, number }) => [key, number]));
  };
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
    const dayFromNow = (ahead) => new Date(Date.now() + ahead * day).toISOString().slice(0, 10);
    await leader.act(
      'mutation ($input: ApplyForProjectInput!) { applyForProject(input: $input) { project { id } userErrors { code message path nextStep } } }',
      {
        organizationId: leader.organizationId,
        funding: 'STATE_SOCIAL_ORDER',
        title: { en: 'A forest path' },
        sum: '1000000',
        startsOn: dayFromNow(10),
        endsOn: dayFromNow(100),
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

  await t.test('hours that somebody declares for an organization of the region are counted at once', async () => {
    const before = await value('centerDesk.toVerify.region');
    const person = await register(program, 'Worker');
    const to = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000);
    const declared = await person.act(documents.declareHours, {
      organizationId: leader.organizationId,
      startsAt: new Date(to - 3_600_000).toISOString(),
      endsAt: to.toISOString(),
      description: 'Carried water',
    });
    assert.ok(declared.entries.length > 0);
    await becomes('centerDesk.toVerify.region', before + declared.entries.length);
  });

  await t.test('what happens while an answer is on its way is counted after it, which is not cut off', async () => {
    const before = await value('centerDesk.toVerify.region');
    const person = await register(program, 'Busy');
    /** One more line of hours to verify: an hour of one day, so many days ago. */
    const declare = async (ago) => {
      const startsAt = new Date(Math.floor(Date.now() / day) * day - ago * day);
      const { entries } = await person.act(documents.declareHours, {
        organizationId: leader.organizationId,
        startsAt: startsAt.toISOString(),
        endsAt: new Date(startsAt.getTime() + day / 24).toISOString(),
        description: 'Carried wood',
      });
      return entries.length;
    };
    let [isHeld, release] = [];
    const held = new Promise((resolve) => (isHeld = resolve));
    const released = new Promise((resolve) => (release = resolve));
    let cut = false;
    page.on('requestfailed', (request) => (cut ||= isDesk(request)));
    await page.route('**/graphql', async (route) => {
      if (!isHeld || !isDesk(route.request())) return route.fallback();
      const response = await route.fetch();
      isHeld(); // before what happens next
      isHeld = undefined;
      await released;
      return route.fulfill({ response }).catch(() => undefined); // where it was cut off
    });
    let lines = await declare(2);
    await held;
    const told = socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('"centerDesk"'));
    lines += await declare(3);
    await told;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    release();
    await becomes('centerDesk.toVerify.region', before + lines);
    assert.equal(cut, false);
    await page.unroute('**/graphql');
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

  await t.test('an event that fills up is there, and when its last place is taken it is there no more', async () => {
    const host = await organizer(program);
    // The card has room for three, and the demo's events are others each day: this one becomes the fullest of all.
    const { events } = await coordinator.get(
      'query ($where: EventWhereInput) { events(first: 100, hasFreePlaces: true, where: $where) { edges { node { live { available capacity } } } } }',
      { where: { regionID: pavlodar, state: 'PUBLISHED', endsAtGT: new Date().toISOString() } },
    );
    const fullest = Math.min(...events.edges.map(({ node: { live } }) => live.available / live.capacity));
    const capacity = Math.floor(1 / fullest) + 1;
    const { eventId, shiftId } = await publish(host, capacity, undefined, { regionId: pavlodar });
    for (let i = 1; i < capacity; i++) await (await register(program, `Person${i}`)).act(documents.signUp, { shiftId });
    const event = page.locator(`[data-event="${eventId}"]`);
    await event.getByText(`1 of ${capacity} places free`).waitFor();
    await (await register(program, 'Last')).act(documents.signUp, { shiftId });
    await event.waitFor({ state: 'detached' });
  });

  await t.test('each number opens the list that it counts', async () => {
    await counter('centerDesk.asked').getByRole('link').click();
    await page.locator('[data-group=requested]').getByText('Friends of the forest').waitFor();
    await page.goBack();
    await counter('centerDesk.applications').getByRole('link').click();
    await page.locator('[data-group=applications]').getByText('A forest path').waitFor();
    await page.goBack();
    await counter('centerDesk.requests').getByRole('link').click();
    await page.getByText('Friends of the hill').waitFor();
    await page.goBack();
    await counter('centerDesk.asked').waitFor();
    const told = await opens(page);
    assert.deepEqual(Object.keys(counted).filter((key) => !told.has(key) && !late.includes(key)), []);
  });

  await t.test('whom the center helps stands by how mature they are', async () => {
    const { organizations } = await coordinator.in('en').get('{ organizations(first: 1, search: "Clean Shore") { edges { node { name mentorships(first: 1) { edges { node { maturityBefore } } } } } } }');
    const { name, mentorships } = organizations.edges[0].node;
    await page.locator(`[data-level="${mentorships.edges[0].node.maturityBefore}"]`).getByText(name).waitFor();
  });

  await t.test('the center settles what nobody has settled for a week, without seeing the people', async () => {
    const { viewer } = await coordinator.in('en').get('{ viewer { memberships { organization { name supportCenters { id } } } } }');
    const center = viewer.memberships.find(({ organization }) => organization.supportCenters.length > 0).organization.name;
    await page.goto(`${program.url}/center?lang=en`);
    // Of its own events a center sees the people.
    await page.locator('[data-unsettled] ul li').filter({ hasNotText: center }).first().getByRole('link').click();
    await page.locator('[data-event-state=DONE]').waitFor();
    await page.getByText(says('came.center')).waitFor();
    assert.equal(await page.locator('select').count(), 0);
    await page.getByLabel(says('came.center.all')).waitFor(); // nobody is named "below"
    await page.getByRole('heading', { name: says('came.settle') }).waitFor();
  });

  await t.test('what is late is counted where it is', async () => {
    const admin = await as(program, 'admin');
    const { projects, regions } = await admin.get(`{
      projects(late: true, first: 100) { edges { node { lateBy region { id } } } }
      regions { id supportCenters { id validTo organization { id } } } }`);
    const mandates = regions.flatMap(({ id: regionId, supportCenters }) => supportCenters.filter(({ validTo }) => !validTo).map((one) => ({ ...one, regionId })));
    let held = mandates.find(({ regionId }) => regionId === pavlodar);
    const organizationId = held.organization.id;
    const end = ({ id: supportCenterId }) =>
      admin.act('mutation ($input: EndMandateInput!) { endMandate(input: $input) { userErrors { code message path nextStep } } }', { supportCenterId });
    for (const lateBy of ['CENTER', 'ORGANIZATION']) {
      const regionId = projects.edges.find(({ node }) => node.lateBy === lateBy).node.region.id;
      await end(held);
      await end(mandates.find((one) => one.regionId === regionId));
      const { supportCenter } = await admin.act(
        'mutation ($input: GiveMandateInput!) { giveMandate(input: $input) { supportCenter { id } userErrors { code message path nextStep } } }',
        { organizationId, regionId },
      );
      held = supportCenter;
      await page.goto(`${program.url}/center?lang=en`);
      await page.locator(`[data-overdue="centerDesk.late.${lateBy}"]`).waitFor();
      assert.ok((await opens(page, late)).get(`centerDesk.late.${lateBy}`) > 0);
    }
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

  await looksRight(t, program, browser, [['/center', coordinator], ['/center/requests', coordinator], ['/center/hours', coordinator]]);
});
