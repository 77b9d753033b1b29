// Mentoring in two windows: an organization asks its support center for help, the center takes it on, both meet, say how
// far the goals are, and see each other's words at once; then everybody sees what changed.
import assert from 'node:assert/strict';
import { as, founder, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowserOnOne('mentoring', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator');
  const leader = await founder(program, 'Friends of the lake', coordinator);
  const center = await pageAs(browser, coordinator);
  const desk = await pageAs(browser, leader);
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  let theirs; // the card of the mentorship at the center
  let ours; // and at the organization

  await t.test('an organization asks for help, and the center sees it at once', async () => {
    await center.goto(`${program.url}/center/mentoring?lang=en`);
    await center.getByText(says('mentoring.group.requested.none')).waitFor();
    await desk.goto(`${program.url}/desk/mentoring?lang=en`);
    await desk.getByLabel(says('mentoring.need.FINDING_DIRECTION')).check();
    await desk.getByLabel(says('mentoring.need.MONEY')).check();
    await desk.getByLabel(says('mentoring.message')).fill('We are fifteen and each wants something else.');
    await button(desk, 'mentoring.ask.do').click();
    ours = desk.locator('[data-mentorship]');
    await ours.getByText(says('mentoring.wait.center')).waitFor();
    const id = await ours.getAttribute('data-mentorship');
    theirs = center.locator(`[data-mentorship="${id}"]`);
    await center.locator('[data-group=requested]').getByText('We are fifteen and each wants something else.').waitFor();
    await theirs.getByText(says('mentoring.need.MONEY')).waitFor();
    assert.equal(await theirs.getByText(says('mentoring.unanswered')).count(), 0);
  });

  await t.test('it takes its request back, which the center sees at once, and asks again', async () => {
    await button(theirs, 'mentoring.decline').click();
    await theirs.getByLabel(says('mentoring.why')).fill('We are too few, sadly.');
    await button(ours, 'mentoring.withdraw').click();
    await desk.locator('[data-state=DECLINED]').getByText(says('mentoring.withdrawn'), { exact: true }).waitFor();
    await center.locator('[data-group=declined]').getByText(says('mentoring.withdrawn'), { exact: true }).waitFor();
    assert.equal(await center.locator('[data-group=requested]').getByText('Friends of the lake').count(), 0);
    // What the center was typing went with the card, and so did the focus.
    const typed = center.locator('[data-group=declined]').getByLabel(says('mentoring.why'));
    assert.equal(await typed.inputValue(), 'We are too few, sadly.');
    assert.equal(await typed.evaluate((one) => one === document.activeElement), true);
    await desk.getByLabel(says('mentoring.need.MONEY')).check();
    await button(desk, 'mentoring.ask.do').click();
    ours = desk.locator('[data-mentorship][data-state=REQUESTED]');
    const id = await ours.getAttribute('data-mentorship');
    ours = desk.locator(`[data-mentorship="${id}"]`);
    theirs = center.locator(`[data-mentorship="${id}"]`);
    await theirs.waitFor();
  });

  await t.test('an organization without an answer to give waits; the center takes it on', async () => {
    assert.equal(await button(ours, 'mentoring.take').count() + (await button(ours, 'mentoring.decline').count()), 0);
    await button(theirs, 'mentoring.take').click();
    await center.locator('[data-group=active]').getByText('Friends of the lake').waitFor();
    await desk.locator('[data-state=ACTIVE]').getByText(says('mentoring.wait.meeting')).waitFor();
  });

  await t.test('the first meeting ends with a direction and goals, which both see', async () => {
    await button(theirs, 'mentoring.first').click();
    await theirs.getByLabel(says('mentoring.first.focus')).selectOption({ label: 'Culture' });
    const goals = theirs.locator('[name=goal]');
    await goals.nth(0).fill('Choose a direction and say so');
    await goals.nth(1).fill('Teach ten coordinators');
    await theirs.getByLabel(says('mentoring.maturity')).selectOption('2');
    await theirs.getByLabel(says('mentoring.notes')).fill('Met at the quay; they love the lake.');
    await button(theirs, 'mentoring.write').click();
    await ours.getByText('Choose a direction and say so').waitFor();
    await ours.getByText('Culture').waitFor();
    assert.equal(await ours.locator('[data-goal]').count(), 2);
    await ours.locator('summary').click();
    await ours.getByText('Met at the quay; they love the lake.').waitFor();
  });

  await t.test('either side says how far a goal is, and the other sees it move', async () => {
    await ours.locator('[data-goal="1"] select').selectOption('100');
    await theirs.locator('[data-goal="1"][data-progress="100"]').waitFor();
    await theirs.locator('[data-goal="2"] select').selectOption('40');
    await ours.locator('[data-goal="2"][data-progress="40"]').waitFor();
    await ours.getByText('goals reached: 1 of 2').waitFor();
  });

  await t.test('either side writes down a meeting for both, and for nobody else', async () => {
    await button(ours, 'mentoring.meeting').click();
    await ours.getByLabel(says('mentoring.notes')).fill('We taught the first three.');
    await button(ours, 'mentoring.write').click();
    await theirs.locator('summary').click();
    await theirs.locator('[data-meeting=MENTEE]').getByText('We taught the first three.').waitFor();
    const stranger = await register(program, 'Stranger');
    const { mentorships } = await stranger.get('{ mentorships(first: 50) { edges { node { meetings { notes } goals { title } } } } }');
    assert.deepEqual([...new Set(mentorships.edges.map(({ node }) => JSON.stringify(node)))], ['{"meetings":null,"goals":null}']);
  });

  await t.test('the center pauses it for a reason that the organization reads, and goes on', async () => {
    await button(theirs, 'mentoring.pause').click();
    await theirs.getByLabel(says('mentoring.why')).fill('Until the ice is gone.');
    await button(theirs, 'mentoring.pause').click();
    await desk.locator('[data-state=PAUSED]').getByText('Until the ice is gone.').waitFor();
    await button(theirs, 'mentoring.resume').click();
    await desk.locator('[data-state=ACTIVE]').waitFor();
  });

  await t.test('the center ends it, and everybody sees what changed', async () => {
    await button(ours, 'mentoring.meeting').click();
    await ours.getByLabel(says('mentoring.notes')).fill('Half a word');
    await button(theirs, 'mentoring.complete').click();
    await theirs.getByLabel(says('mentoring.maturity')).selectOption('3');
    await theirs.getByLabel(says('mentoring.outcome')).fill('It has a direction and a plan for the year.');
    await button(theirs, 'mentoring.complete').click();
    await desk.locator('[data-state=COMPLETED]').waitFor();
    const typed = desk.locator('[aria-labelledby=past]').getByLabel(says('mentoring.notes'));
    assert.equal(await typed.inputValue(), 'Half a word');
    await button(desk.locator('[data-state=COMPLETED]'), 'app.back').click();
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/mentoring?region=KZ-55&lang=en`);
    const mentee = visitor.locator(`[data-mentee="${leader.organizationId}"]`);
    await mentee.getByText('It has a direction and a plan for the year.').waitFor();
    await mentee.getByText('maturity 2 → 3').waitFor();
    assert.deepEqual([visitor.noted.complaints, visitor.noted.violations], [[], []]);
  });

  await t.test('the center offers help, and the organization refuses it with a reason', async () => {
    await center.locator('summary').filter({ hasText: says('mentoring.propose') }).click();
    await center.getByLabel(says('events.search')).fill('Friends of the lake');
    const choose = center.getByLabel(says('desk.organization'), { exact: true });
    await choose.locator('option', { hasText: 'Friends of the lake' }).waitFor({ state: 'attached' });
    await choose.selectOption({ label: 'Friends of the lake' });
    await center.locator('details').getByLabel(says('mentoring.need.TRAINING')).check();
    await button(center, 'mentoring.propose.do').click();
    await desk.locator('[data-state=PROPOSED]').waitFor();
    const offered = desk.locator('[data-state=PROPOSED]');
    await button(offered, 'mentoring.decline').click();
    await offered.getByLabel(says('mentoring.why')).fill('Next year, please.');
    await button(offered, 'mentoring.decline').click();
    await center.locator('[data-group=declined]').getByText('Next year, please.').waitFor();
  });

  await t.test('who waits too long is seen by everybody', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/mentoring?lang=en`);
    const { mentoringOverview } = await leader.get('{ mentoringOverview { unanswered } }');
    const waits = mentoringOverview.reduce((all, { unanswered }) => all + unanswered, 0);
    assert.ok(waits > 0);
    const counter = visitor.locator('[data-counter="mentoring.unanswered.count"]');
    assert.match(await counter.textContent(), new RegExp(`^${waits}`));
  });

  await t.test('a visitor and who runs no center are told whose pages these are', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/center/mentoring?lang=en`);
    await visitor.getByRole('link', { name: says('nav.signIn') }).first().waitFor();
    await desk.goto(`${program.url}/center/mentoring?lang=en`);
    await desk.getByText(says('requests.forbidden')).waitFor();
  });

  await t.test('nothing was complained of', () => {
    for (const one of [center, desk]) assert.deepEqual([one.noted.complaints, one.noted.violations], [[], []]);
  });

  await looksRight(t, program, browser, [['/center/mentoring', coordinator], ['/desk/mentoring', await as(program, 'organizer')], ['/mentoring', {}]]);
});
