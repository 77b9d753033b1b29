// A support center's study in a browser: planned, with an interview by consent, figures and a finding; reviewed by
// another person; published for everybody. Then what the network publishes, as a page and as a file.
import assert from 'node:assert/strict';
import { as } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

// The coordinator works at the pace of a machine, past what an account may ask for in a minute.
const environment = { COST_PER_ACCOUNT: '0' };

inBrowserOnOne('research', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator'); // and a researcher of the same center
  const desk = await pageAs(browser, coordinator);
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  let study;

  await t.test('a study is planned and its fieldwork begins', async () => {
    await desk.goto(`${program.url}/center/research?lang=en`);
    await button(desk, 'research.plan').click();
    await desk.getByLabel(says('research.question')).fill('Why do lakes have more volunteers than rivers?');
    await button(desk, 'research.save').click();
    study = desk.locator('[data-study]').filter({ hasText: 'Why do lakes' });
    await button(study, 'research.start').click();
    await desk.locator('[data-state=FIELDWORK]').filter({ hasText: 'Why do lakes' }).waitFor();
  });

  await t.test('an interview needs the consent, which its form shows', async () => {
    await button(study, 'research.interview.add').click();
    await study.getByText('I agree to an expert interview').waitFor();
    await study.getByLabel(says('research.expert'), { exact: true }).fill('Keeper of the quay');
    await study.getByLabel(says('research.notes')).fill('Lakes have a beach.');
    await study.getByLabel(says('research.themes')).fill('beach, water');
    await study.getByLabel(says('research.consented')).check();
    await button(study, 'research.save').click();
    await study.getByText('1 interview', { exact: true }).waitFor();
  });

  await t.test('what was noted of an interview is changed', async () => {
    await study.getByText('1 interview', { exact: true }).click();
    await study.locator('[data-interview="1"]').getByRole('button', { name: 'Change interview 1', exact: true }).click();
    await study.getByLabel(says('research.notes')).fill('Lakes have a beach and a cafe.');
    await study.getByLabel(says('research.themes')).fill('beach, cafe');
    await button(study, 'research.save').click();
    await study.locator('[data-interview="1"]').getByText('Lakes have a beach and a cafe.').waitFor();
    await study.locator('[data-interview="1"]').getByText('beach, cafe').waitFor();
    await study.getByText('1 interview', { exact: true }).click();
  });

  await t.test('an interview whose consent is withdrawn goes for ever, once one is sure', async () => {
    await button(study, 'research.interview.add').click();
    await study.getByLabel(says('research.expert'), { exact: true }).fill('Fisher');
    await study.getByLabel(says('research.notes')).fill('Rivers are cold.');
    await study.getByLabel(says('research.consented')).check();
    await button(study, 'research.save').click();
    await study.getByText('2 interviews', { exact: true }).click();
    const second = study.locator('[data-interview="2"]');
    await second.getByRole('button', { name: 'Withdraw the consent to interview 2', exact: true }).click();
    await second.getByText(says('me.interviews.sure')).waitFor();
    await button(second, 'app.back').click();
    await second.getByText('Rivers are cold.').waitFor();
    await second.getByRole('button', { name: 'Withdraw the consent to interview 2', exact: true }).click();
    await button(second, 'research.withdraw').click();
    await second.getByText(says('research.withdrawn')).waitFor();
    await second.getByText('Rivers are cold.').waitFor({ state: 'detached' });
    await study.locator('details').first().locator('summary').click();
  });

  await t.test('figures are fixed, and a finding points at them and at the interview', async () => {
    await button(study, 'research.figures.add').click();
    await button(study, 'research.save').click();
    await study.getByText('Figures 1').first().waitFor();
    await button(study, 'research.finding.add').click();
    await study.getByLabel(says('research.finding')).fill('People come where the water is warm.');
    await study.getByRole('checkbox', { name: 'Interview 1' }).check();
    await study.getByRole('checkbox', { name: 'Figures 1' }).check();
    await button(study, 'research.save').click();
    await study.locator('[data-finding="1"]').getByText('People come where the water is warm.').waitFor();
    await button(study, 'research.submit').click();
    await desk.locator('[data-state=REVIEW]').filter({ hasText: 'Why do lakes' }).waitFor();
  });

  await t.test('nobody publishes their own; what another wrote is published for everybody', async () => {
    await button(study, 'research.publish').click();
    await study.getByRole('alert').getByText('Who planned a study').waitFor();
    const others = desk.locator('[data-state=REVIEW]').filter({ hasText: 'older people' });
    const id = await others.getAttribute('data-study');
    await button(others, 'research.publish').click();
    await desk.locator(`[data-study="${id}"][data-state=PUBLISHED]`).waitFor();
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/research?region=KZ-55&lang=en`);
    await visitor.locator(`[data-study="${id}"]`).getByRole('link', { name: /older people/ }).click();
    await visitor.getByRole('heading', { level: 1, name: /older people/ }).waitFor();
    await visitor.locator('[data-finding="1"]').waitFor();
    assert.equal(await visitor.getByText('Завуч').count(), 0);
    assert.deepEqual([visitor.noted.complaints, visitor.noted.violations], [[], []]);
  });

  await t.test('an expert sees on a phone what was noted of what they said, and withdraws it', async () => {
    const expert = await as(program, 'volunteer');
    const { myInterviews, interviewConsent } = await expert.get('{ myInterviews { id notes studyId } interviewConsent { version } }');
    assert.match(interviewConsent.version, /^20\d\d-/);
    const [ongoing, published] = [myInterviews.find(({ studyId }) => !studyId), myInterviews.find(({ studyId }) => studyId)];
    const phone = await pageAs(browser, expert, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await phone.goto(`${program.url}/me/privacy?lang=en`);
    await phone.getByRole('link', { name: says('me.interviews.link') }).tap();
    await phone.waitForURL('**/me/interviews*');
    for (const { id, notes } of [ongoing, published]) {
      const one = phone.locator(`[data-interview="${id}"]`);
      await one.getByText(notes).waitFor();
      await button(one, 'me.interviews.withdraw').tap();
      await one.getByText(says('me.interviews.sure')).waitFor();
      await button(one, 'me.interviews.withdraw').tap();
      await phone.locator(`[data-interview="${id}"][data-state=WITHDRAWN]`).waitFor();
      assert.equal(await one.getByText(notes).count(), 0);
    }

    // Gone from what is not yet published: its finding is held.
    await desk.goto(`${program.url}/center/research?lang=en`);
    const held = desk.locator('[data-state=FIELDWORK]').filter({ hasText: 'Why do students' });
    await held.locator('[data-held=true]').getByText(says('research.held')).waitFor();
    assert.equal(await held.getByText(ongoing.notes).count(), 0);
    await button(held, 'research.submit').click();
    await held.getByRole('alert').getByText('a finding lost evidence').waitFor();

    // Marked where it was.
    await phone.locator(`[data-interview="${published.id}"]`).getByRole('link', { name: says('me.interviews.see') }).tap();
    await phone.locator('[data-finding="1"]').getByText(/Interview 1 · consent withdrawn on/).waitFor();
    await phone.locator('[data-finding="1"]').getByText('Interview 2', { exact: true }).waitFor();
    assert.deepEqual([phone.noted.complaints, phone.noted.violations], [[], []]);
  });

  await t.test('open figures are a page and a file, and no number in either is of a few people', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/about/data?lang=en&by=DIRECTION`);
    await visitor.locator('tr[data-part]').first().waitFor();
    const people = await visitor.locator(`td[data-label="${says('research.people')}"]`).allTextContents();
    const told = people.filter((one) => one !== '–').map((one) => Number(one.replace(/\D/g, '')));
    assert.ok(told.length > 0 && Math.min(...told) >= 10, `${people}`);
    await visitor.getByLabel(says('data.by'), { exact: true }).selectOption('AGE');
    await visitor.getByLabel(says('events.region'), { exact: true }).selectOption('KZ-55');
    const file = visitor.getByRole('link', { name: says('data.csv.month'), exact: true });
    await visitor.locator('a[href*="region=KZ-55"][href*="by=AGE"]').first().waitFor();
    const month = await visitor.getByLabel(says('data.month'), { exact: true }).inputValue();
    const asked = new URL(await file.getAttribute('href'), program.url);
    assert.equal(asked.search, `?from=${month}&to=${month}&by=AGE&region=KZ-55`);
    const answer = await fetch(asked);
    const lines = (await answer.text()).trim().split('\r\n').map((line) => line.split(';').map((cell) => cell.replaceAll('"', '')));
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(answer.headers.get('cache-control'), /^public/);
    assert.deepEqual(lines[0].map((one) => one.replace('\ufeff', '')), ['month', 'region', 'direction', 'age', 'part', 'people', 'hours', 'events', 'places']);
    assert.ok(lines.slice(1).some((line) => line[5] !== ''));
    for (const line of lines.slice(1)) assert.deepEqual(line.slice(0, 2), [month, 'KZ-55']);
    for (const line of lines.slice(1)) assert.ok(line[5] === '' || Number(line[5]) >= 10, line.join());
    for (const bad of ['by=EVERYBODY', 'from=2026-01-01&to=2026-02', 'from=2000-01&to=2026-01', 'from=x']) {
      assert.equal((await fetch(`${program.url}/open-figures.csv?${bad}`)).status, 400, bad);
    }
    assert.deepEqual([visitor.noted.complaints, visitor.noted.violations], [[], []]);
  });

  await t.test('each query of the page opens in the playground, and answers a visitor', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/about/data?lang=en`);
    await visitor.locator('tr[data-part]').first().waitFor();
    const queries = await visitor.locator('[data-see-query]').evaluateAll((all) => all.map((one) => one.href));
    assert.equal(queries.length, 12);
    for (const address of queries) {
      const playground = await openPage(browser);
      const name = new URLSearchParams(new URL(address).hash.slice(1)).get('query').match(/(query|subscription) (\w+)/)[2];
      const answered = playground.waitForResponse((one) => one.url() === `${program.url}/graphql` && one.request().postDataJSON()?.operationName === name);
      await playground.goto(address);
      const { data, errors } = await (await answered).json();
      assert.deepEqual([Object.keys(data ?? {}).length > 0, errors], [true, undefined], name);
      await playground.waitForFunction(() => /"data"/.test(document.querySelector('.result-window')?.innerText));
      await playground.close();
    }
    for (const feed of ['Atom', 'RSS']) {
      const { status } = await fetch(new URL(await visitor.getByRole('link', { name: feed, exact: true }).getAttribute('href'), program.url));
      assert.equal(status, 200);
    }
  });

  await t.test('the registers of the region are files with the heads of the law', async () => {
    const heads = {
      kk: { ORGANIZATIONS: 'Волонтерлік ұйымның атауы', GROUPS: 'Волонтерлер тобының атауы', PROJECTS: 'Волонтерлік жобаның атауы', ACTIONS: 'Волонтерлік акцияның атауы' },
      ru: {
        ORGANIZATIONS: 'Наименование волонтёрской организации',
        GROUPS: 'Наименование группы волонтёров',
        PROJECTS: 'Наименование волонтёрского проекта',
        ACTIONS: 'Наименование волонтёрской акции',
      },
    };
    for (const [locale, kinds] of Object.entries(heads)) {
      await desk.goto(`${program.url}/center/requests?lang=${locale}`);
      for (const [kind, head] of Object.entries(kinds)) {
        const [file] = await Promise.all([
          desk.waitForEvent('download'),
          desk.getByRole('button', { name: word(locale, `center.register.${kind}`), exact: true }).click(),
        ]);
        assert.equal(file.suggestedFilename(), `${kind.toLowerCase()}-KZ-55-${locale}.csv`);
        const chunks = [];
        for await (const chunk of await file.createReadStream()) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString('utf8');
        assert.ok(text.startsWith(`\ufeff"№";"${head}"`), `${kind} in ${locale}: ${text.slice(0, 80)}`);
        assert.ok(text.trimEnd().split('\r\n').length > 1, `${kind} in ${locale} is empty`);
      }
    }
  });

  await t.test('who has the mandates of two regions chooses whose register it is', async () => {
    const admin = await as(program, 'admin');
    const { viewer } = await coordinator.get('{ viewer { memberships { status organization { id supportCenters { id } } } } }');
    const center = viewer.memberships.find(({ status, organization }) => status === 'ACTIVE' && organization.supportCenters.length > 0).organization;
    const { regions } = await admin.get('{ regions { id iso name supportCenters { id } } }');
    const other = regions.find(({ iso, supportCenters }) => iso !== 'KZ-55' && supportCenters.length > 0);
    const refusals = 'userErrors { code message }';
    for (const { id: supportCenterId } of other.supportCenters) {
      await admin.act(`mutation ($input: EndMandateInput!) { endMandate(input: $input) { ${refusals} } }`, { supportCenterId });
    }
    await admin.act(`mutation ($input: GiveMandateInput!) { giveMandate(input: $input) { ${refusals} } }`, { organizationId: center.id, regionId: other.id });
    await desk.goto(`${program.url}/center/requests?lang=en`);
    const register = desk.locator('section[aria-labelledby=register]');
    await register.getByLabel(says('events.region')).selectOption(other.id);
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      register.getByRole('button', { name: says('center.register.ORGANIZATIONS'), exact: true }).click(),
    ]);
    assert.equal(file.suggestedFilename(), `organizations-${other.iso}-ru.csv`);
  });

  const { studies } = await coordinator.get('{ studies(state: PUBLISHED, first: 1) { edges { node { id } } } }');
  await looksRight(t, program, browser, [
    ['/research', {}],
    [`/research/${studies.edges[0].node.id}`, {}],
    ['/center/research', coordinator],
    ['/center/requests', coordinator],
    ['/me/interviews', await as(program, 'volunteer')],
    ['/about/data', {}],
    ['/about/data?by=AGE&region=KZ-55', {}],
  ]);
}, environment);
