// Lists that are longer than a page: each says how many rows it has, and is shown to its last one, with the keyboard too.
import assert from 'node:assert/strict';
import { as, documents, draft, founder, organizer, publish, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const mutation = (name, of) =>
  `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${of} { id } userErrors { code message path nextStep } } }`;
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

inBrowserOnOne('lists longer than a page', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator');
  const leader = await founder(program, 'Friends of the long list', coordinator);
  const { viewer, regions } = await coordinator.get(
    '{ viewer { memberships { role organization { id supportCenters { id } } } } regions { id iso } }',
  );
  const centerId = viewer.memberships.find(({ organization }) => organization.supportCenters.length > 0).organization.id;
  const regionId = regions.find(({ iso }) => iso === 'KZ-55').id;
  const apply = (number) =>
    leader.act(mutation('applyForProject', 'project'), {
      organizationId: leader.organizationId,
      funding: 'GRANT',
      title: { en: `Path ${number}` },
      sum: '1000000',
      startsOn: day(10),
      endsOn: day(100),
      indicators: [{ title: { en: 'Hours' }, source: 'VERIFIED_HOURS', target: 100 }],
    });
  const declare = (number) => {
    const at = Date.now() - (number + 2) * 7_200_000;
    const [startsAt, endsAt] = [at, at + 3_600_000].map((moment) => new Date(moment).toISOString());
    return leader.act(documents.declareHours, { organizationId: leader.organizationId, startsAt, endsAt, description: 'Carried water' });
  };
  const ask = async (number) => {
    const founds = await register(program, `Founder${number}`);
    const { organization } = await founds.act(documents.createOrganization, {
      name: { en: `Friends of hill ${number}` },
      legalForm: 'INFORMAL_GROUP',
      homeRegionId: regionId,
      directions: ['SOCIAL'],
      contactEmail: 'hill@clients.example',
    });
    await founds.act(documents.submitOrganization, { organizationId: organization.id });
  };
  const write = (number) =>
    coordinator.act(mutation('createArticle', 'article'), {
      organizationId: centerId,
      kind: 'NEWS',
      title: { en: `News ${number}` },
      body: { en: 'A word.' },
    });
  const plan = (number) => coordinator.act(mutation('createStudy', 'study'), { centerId, regionId, question: { en: `Why ${number}?` } });
  const teach = (number) =>
    coordinator.act(mutation('createCourse', 'course'), { organizationId: centerId, title: { en: `Course ${number}` }, level: 1, grants: 'FIRST_AID' });
  const many = async (count, make) => {
    for (let number = 1; number <= count; number++) await make(number);
  };
  await many(41, apply);
  await many(51, declare);
  await many(21, ask);
  await many(21, write);
  await many(21, plan);
  await many(21, teach);
  await many(21, () => draft(leader, 3));

  const total = async (who, list, of = '') => Object.values(await who.in('en').get(`{ of: ${list}${of} { totalCount } }`))[0].totalCount;
  const more = (list) => list.getByRole('button', { name: says('list.more') });

  /** Shows a list to its end: how many rows it has then, and how many different ones. */
  const toItsEnd = async (list, row, attribute, count) => {
    for (let shown = await list.locator(row).count(); shown < count; shown = await list.locator(row).count()) {
      await more(list).last().click();
      await list.locator(row).nth(shown).waitFor();
    }
    const ids = await list.locator(row).evaluateAll((all, name) => all.map((one) => one.getAttribute(name)), attribute);
    return { ids: new Set(ids).size, rows: ids.length };
  };

  const center = await pageAs(browser, coordinator);
  await t.test('a list says how much is left, shows it at a key, and puts who reads it at the first new row', async () => {
    const group = center.locator('[data-group=applications]');
    await center.goto(`${program.url}/center/projects?lang=en`);
    const count = await total(coordinator, 'projects', `(regionId: "${regionId}", state: APPLICATION)`);
    await group.locator('h2').getByText(String(count), { exact: true }).waitFor();
    assert.equal(await group.locator('[data-project]').count(), 20);
    assert.equal(await more(group).textContent(), `Show more (${count - 20} left)`);
    await more(group).focus();
    await center.keyboard.press('Enter');
    await group.getByText(`40 of ${count} are shown`).waitFor({ state: 'attached' });
    assert.equal(await group.locator('[data-project]').nth(20).evaluate((one) => one === document.activeElement), true);
    // Somebody applies meanwhile: what is shown stays, and the number is that of all.
    await apply('anew');
    await group.locator('h2').getByText(String(count + 1), { exact: true }).waitFor();
    await group.getByText(`40 of ${count + 1} are shown`).waitFor({ state: 'attached' });
    const end = await toItsEnd(group, '[data-project]', 'data-project', count + 1);
    assert.deepEqual(end, { ids: count + 1, rows: count + 1 });
    await group.getByText('Path anew').waitFor();
    assert.equal(await more(group).count(), 0);
  });

  await t.test('how much of a public list was shown stands in the address', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/projects?lang=en`);
    await more(visitor).click();
    await visitor.waitForFunction(() => document.querySelectorAll('[data-project]').length === 40);
    await visitor.locator('[data-project] a').nth(30).click();
    await visitor.locator('#events').waitFor();
    await visitor.goBack();
    await visitor.waitForFunction(() => document.querySelectorAll('[data-project]').length === 40);
    await visitor.locator('select').filter({ hasText: says('project.funding.GRANT') }).first().selectOption('GRANT');
    await visitor.waitForFunction(() => !location.search.includes('more'));
    assert.deepEqual([visitor.noted.complaints, visitor.noted.violations], [[], []]);
    await visitor.context().close();
  });

  await t.test('rows that cannot be had are asked for again', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/organizations?lang=en`);
    await more(visitor).waitFor();
    await visitor.route('**/graphql', (route) => route.abort());
    await more(visitor).click();
    await visitor.getByRole('alert').waitFor();
    await visitor.unroute('**/graphql');
    await more(visitor).click();
    await visitor.waitForFunction(() => document.querySelectorAll('[data-organization]').length === 48);
    assert.equal(await visitor.getByRole('alert').count(), 0);
    await visitor.context().close();
  });

  const mine = `organization=${leader.organizationId}`;
  const own = (list) => `(organizationId: "${leader.organizationId}"${list})`;
  const hours = async (who, filter) => (await who.get(`{ hourEntriesCount(filter: ${filter}) }`)).hourEntriesCount;
  for (const [path, who, where, row, attribute, count] of [
    ['/projects', undefined, 'main', '[data-project]', 'data-project', undefined],
    ['/events', undefined, 'main', '[data-event]', 'data-event', undefined],
    [`/desk/projects?${mine}`, leader, 'main', '[data-project]', 'data-project', () => total(leader, 'projects', own(''))],
    [`/desk/hours?${mine}`, leader, '[aria-labelledby=lines]', '[data-entry]', 'data-entry', () => hours(leader, `{organizationId: "${leader.organizationId}", state: PENDING}`)],
    ['/me/hours', leader, '[aria-labelledby=ledger]', '[data-entry]', 'data-entry', () => hours(leader, '{}')],
    [`/desk?${mine}`, leader, 'main', 'tr[data-event]', 'data-event', async () => 21],
    ['/center/requests', coordinator, '[aria-labelledby=organizations]', '[data-request]', 'data-request', () => total(coordinator, 'centerRequests')],
    ['/center/news', coordinator, '[aria-labelledby=articles]', '[data-desk-article]', 'data-desk-article', () => total(coordinator, 'articles', `(organizationId: "${centerId}")`)],
    ['/center/research', coordinator, 'main', 'article[data-study]', 'data-study', () => total(coordinator, 'studies', `(centerId: "${centerId}")`)],
    ['/center/school', coordinator, '[aria-labelledby=courses]', '[data-course]', 'data-course', () => total(coordinator, 'courses', `(organizationId: "${centerId}")`)],
  ]) {
    await t.test(`${path.split('?')[0]} is shown to its last row`, async () => {
      const page = who ? await pageAs(browser, who) : await openPage(browser);
      await page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
      const list = page.locator(where);
      await list.locator(row).first().waitFor();
      await page.waitForLoadState('networkidle');
      const of = (await count?.()) ?? Number((await page.locator('main p[role=status]').filter({ hasText: /\d/ }).first().textContent()).match(/\d[\d,]*/)[0].replaceAll(',', ''));
      assert.ok(of > (await list.locator(row).count()), `${of} rows are no more than a page`);
      assert.deepEqual(await toItsEnd(list, row, attribute, of), { ids: of, rows: of });
      if (where !== '[aria-labelledby=courses]') assert.equal(await more(list).count(), 0);
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
      await page.context().close();
    });
  }

  await t.test('of many events the last one moves, too, once it is seen', async () => {
    const { eventId, shiftId } = await publish(await organizer(program), 3, 60 * 86_400_000);
    const page = await openPage(browser);
    await page.goto(`${program.url}/events?lang=en`);
    const list = page.locator('main');
    await list.locator('[data-event]').first().waitFor();
    const last = page.locator(`[data-event="${eventId}"]`);
    while ((await last.count()) === 0) {
      const shown = await list.locator('[data-event]').count();
      await more(list).click();
      await page.waitForFunction((before) => document.querySelectorAll('[data-event]').length > before, shown);
    }
    assert.ok((await list.locator('[data-event]').count()) > 50);
    const person = await register(program, 'Late');
    await person.act(documents.signUp, { shiftId }); // nobody sees the event yet
    await last.scrollIntoViewIfNeeded();
    await last.getByText('2 of 3 places free').waitFor();
    await (await register(program, 'Later')).act(documents.signUp, { shiftId });
    await last.getByText('1 of 3 places free').waitFor();
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
    await page.context().close();
  });

  await t.test('the center’s desk counts what the lists have', async () => {
    await center.goto(`${program.url}/center?lang=en`);
    const value = async (key) => {
      const counter = center.locator('[data-counter]').filter({ hasText: says(key) });
      return Number((await counter.textContent()).match(/^[\d,]+/)[0].replaceAll(',', ''));
    };
    await center.locator('[data-counter]').filter({ hasText: says('centerDesk.applications') }).waitFor();
    await center.waitForLoadState('networkidle');
    assert.equal(await value('centerDesk.applications'), await total(coordinator, 'projects', `(regionId: "${regionId}", state: APPLICATION)`));
    assert.equal(await value('centerDesk.reportsWait'), await total(coordinator, 'projects', `(regionId: "${regionId}", reportWaits: true)`));
    assert.equal(await value('centerDesk.requests'), await total(coordinator, 'centerRequests'));
    assert.equal(await value('centerDesk.toVerify'), await hours(coordinator, `{organizationId: "${centerId}", state: PENDING}`));
    assert.deepEqual([center.noted.complaints, center.noted.violations], [[], []]);
  });
});
