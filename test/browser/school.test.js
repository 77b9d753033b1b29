// The School of Volunteers: a trainer makes a course and a cohort, a volunteer takes a place while others watch, learns,
// passes, and is let in where the qualification is asked for; then the certificate is revoked.
import assert from 'node:assert/strict';
import { documents, organizer, register, as } from '../conformance/support/network.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const refusals = 'userErrors { code message path }';
const hour = 3_600_000;

inBrowserOnOne('the School of Volunteers', async (t, program, browser) => {
  const trainer = await as(program, 'coordinator');
  const host = await organizer(program);
  const learner = await register(program, 'Learner');
  const [desk, phone, watcher] = [
    await pageAs(browser, trainer),
    await pageAs(browser, learner, { viewport: { width: 360, height: 740 } }),
    await pageAs(browser),
  ];
  const emergency = await asking(host, 'RIVER_RESCUE');
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  let course;
  let cohort;

  await t.test('who lacks the qualification is told where it is taught', async () => {
    await phone.goto(`${program.url}/events/${emergency.eventId}?lang=en`);
    await phone.locator('[data-gate=QUALIFICATION]').getByRole('link').waitFor();
    assert.equal(await button(phone, 'shift.take').count(), 0);
  });

  await t.test('a trainer makes a course, opens it, and makes a cohort', async () => {
    await desk.goto(`${program.url}/center/school?lang=en`);
    await button(desk, 'school.newCourse').click();
    const form = desk.getByRole('form', { name: says('school.newCourse') });
    await form.getByLabel(says('desk.form.title.en')).fill('Rescue on the river');
    await form.getByLabel(says('school.grants'), { exact: true }).fill('river_rescue');
    await form.getByLabel(says('school.months')).fill('12');
    await button(form, 'school.createCourse').click();
    const row = desk.locator('[data-course]', { hasText: 'Rescue on the river' });
    course = await row.getAttribute('data-course');
    await button(row, 'school.open').click();
    await desk.locator(`[data-course="${course}"][data-state=OPEN]`).waitFor();
    await button(row, 'school.newCohort').click();
    const made = desk.getByRole('form', { name: says('school.newCohort') });
    await button(made, 'school.lesson.add').click();
    await made.getByRole('spinbutton', { name: says('desk.capacity') }).fill('2');
    await button(made, 'school.createCohort').click();
    cohort = await desk.locator('section[data-cohort]').getAttribute('data-cohort');
    assert.equal(await desk.locator('[data-lesson]').count(), 2);
    await watcher.goto(`${program.url}/courses/${course}?lang=en`);
    await watcher.getByText(says('courses.noCohort')).waitFor(); // a draft is nobody's yet
    await button(desk, 'school.publish').click();
    await desk.locator('[data-places]').waitFor();
  });

  await t.test('the course and a lesson are changed, and a cohort whose places the school gives is asked for', async () => {
    await desk.goto(`${program.url}/center/school?lang=en`);
    const row = desk.locator(`[data-course="${course}"]`);
    await button(row, 'news.edit').click();
    const form = desk.getByRole('form', { name: says('school.editCourse') });
    await form.getByLabel(says('desk.form.title.ru')).fill('Спасение на реке');
    await form.getByLabel(says('school.summary')).fill('Ropes, boats and cold water.');
    await form.getByLabel(says('school.months')).fill('24');
    await button(form, 'news.save').click();
    await form.waitFor({ state: 'detached' });
    const { node } = await trainer.get(
      'query ($id: ID!) { node(id: $id) { ... on Course { validMonths titleTranslations { ru en } summaryTranslations { en } } } }',
      { id: course },
    );
    assert.deepEqual(node, {
      validMonths: 24,
      titleTranslations: { ru: 'Спасение на реке', en: 'Rescue on the river' },
      summaryTranslations: { en: 'Ropes, boats and cold water.' },
    });
    await desk.goto(`${program.url}/center/school?cohort=${cohort}&lang=en`);
    const lesson = desk.locator('[data-lesson]').first();
    await lesson.getByRole('button', { name: 'Change the lesson: Rescue on the river', exact: true }).click();
    const when = desk.getByRole('form', { name: says('school.editLesson') });
    await when.getByLabel(says('school.lesson.title')).fill('Knots');
    await button(when, 'news.save').click();
    await desk.locator('[data-lesson]').first().getByRole('heading', { name: 'Knots' }).waitFor();

    await desk.goto(`${program.url}/center/school?lang=en`);
    await button(row, 'school.newCohort').click();
    const made = desk.getByRole('form', { name: says('school.newCohort') });
    await made.getByLabel(says('desk.form.approval')).check();
    await button(made, 'school.createCohort').click();
    await button(desk, 'school.publish').click();
    await button(desk, 'school.publish').waitFor({ state: 'detached' });
    const asked = await desk.locator('section[data-cohort]').getAttribute('data-cohort');
    const applicant = await register(program, 'Applicant');
    const { node: of } = await applicant.get('query ($id: ID!) { node(id: $id) { ... on Cohort { shift { id signupPolicy } } } }', { id: asked });
    assert.equal(of.shift.signupPolicy, 'APPROVAL');
    await applicant.act(documents.signUp, { shiftId: of.shift.id });
    await desk.locator('[data-enrollment=APPLIED]').getByText('Applicant Test').waitFor();
    // Only one cohort is asked for below.
    await trainer.act(`mutation ($input: CancelShiftInput!) { cancelShift(input: $input) { ${refusals} } }`, { shiftId: of.shift.id });
    await desk.goto(`${program.url}/center/school?cohort=${cohort}&lang=en`);
  });

  await t.test('a volunteer finds the course and takes a place, while others watch the places fall', async () => {
    await watcher.reload();
    const watched = watcher.locator(`[data-cohort="${cohort}"] [data-places]`);
    await watched.getByText('2').waitFor();
    await phone.goto(`${program.url}/courses?grants=RIVER_RESCUE&lang=en`);
    await phone.getByRole('link', { name: 'Rescue on the river' }).click();
    await button(phone, 'shift.take').click();
    await phone.locator('[data-mine=CONFIRMED]').waitFor();
    await watched.getByText('1').waitFor();
    await desk.locator('[data-enrollment=ADMITTED]').getByText('Learner Test').waitFor();
  });

  await t.test('who comes when it is full waits, and sees the position', async () => {
    const [second, third] = [await register(program, 'Second'), await register(program, 'Third')];
    const { node } = await second.get('query ($id: ID!) { node(id: $id) { ... on Cohort { shift { id } } } }', { id: cohort });
    await second.act(documents.signUp, { shiftId: node.shift.id });
    const page = await pageAs(browser, third);
    await page.goto(`${program.url}/courses/${course}?lang=en`);
    await button(page, 'shift.queue').click();
    await page.locator('[data-mine=WAITING]').waitFor();
    await desk.locator('[data-enrollment=WAITLISTED]').getByText('Third Test').waitFor();
  });

  await t.test('the trainer notes who was there, and says who passed: the certificate is signed', async () => {
    await begin(trainer, cohort);
    await desk.reload();
    const lesson = desk.locator('[data-lesson]').first();
    await lesson.getByLabel('Learner Test').check();
    await button(lesson, 'school.mark').click();
    await lesson.locator('[data-present="1"]').waitFor();
    const person = desk.locator('[data-enrollment]', { hasText: 'Learner Test' });
    await button(person, 'school.pass').click();
    await button(person, 'school.pass.do').click();
    await desk.locator('[data-enrollment=PASSED]').getByRole('link', { name: says('school.certificate') }).click();
    await desk.locator('[data-state=GOOD]').waitFor();
    await desk.getByRole('heading', { name: says('certificate.title') }).waitFor();
    assert.equal(await desk.getByText('Learner').count(), 0, 'it tells no name');
  });

  await t.test('the qualification opens the emergency shift', async () => {
    await phone.goto(`${program.url}/me/school?lang=en`);
    const earned = phone.locator('[data-qualification=RIVER_RESCUE][data-valid=true]');
    await earned.getByRole('link', { name: 'The dike' }).click();
    await button(phone, 'shift.take').click();
    await phone.locator('[data-mine=CONFIRMED]').waitFor();
  });

  await t.test('a revoked certificate counts nowhere, and the place goes', async () => {
    await desk.goto(`${program.url}/center/school?lang=en`);
    const row = desk.locator('[data-certificate=ISSUED]', { hasText: 'Learner Test' });
    await button(row, 'school.revoke').click();
    await row.getByLabel(says('school.revoke.why')).fill('It was another person.');
    await row.locator('form').getByRole('button', { name: says('school.revoke'), exact: true }).click();
    await desk.locator('[data-certificate=REVOKED]', { hasText: 'Learner Test' }).waitFor();
    await phone.locator('[data-gate=QUALIFICATION]').waitFor();
    await phone.goto(`${program.url}/me/school?lang=en`);
    await phone.locator('[data-certificate=REVOKED]').getByText('It was another person.').waitFor();
    await phone.locator('[data-certificate=REVOKED]').getByRole('link').first().click();
    await phone.locator('[data-state=REVOKED]').waitFor();
  });

  await looksRight(t, program, browser, [
    ['/courses'],
    [`/courses/${course}`, learner],
    ['/me/school', learner],
    ['/center/school', trainer],
    [`/center/school?cohort=${cohort}`, trainer],
  ]);
});

/** An event of the host in three weeks, with a shift that asks for a qualification. */
async function asking(host, kind) {
  const start = Date.now() + 21 * 24 * hour;
  const [startsAt, endsAt] = [start, start + 4 * hour].map((moment) => new Date(moment).toISOString());
  const { event } = await host.act(documents.createEvent, {
    organizationId: host.organizationId,
    title: { en: 'The dike' },
    directions: ['EMERGENCY'],
    startsAt,
    endsAt,
    timeZone: 'Asia/Almaty',
    shifts: [{ title: { en: 'Sandbags' }, startsAt, endsAt, capacity: 3, qualifications: [kind] }],
  });
  await host.act(documents.publishEvent, { eventId: event.id });
  return { eventId: event.id };
}

/** Moves the beginning of a cohort and of its first lesson to the next seconds, and waits for it. */
async function begin(trainer, cohort) {
  const { node } = await trainer.get('query ($id: ID!) { node(id: $id) { ... on Cohort { event { id } shift { id } lessons { id } } } }', { id: cohort });
  const start = Date.now() + 3000;
  const [startsAt, endsAt] = [start, start + hour].map((moment) => new Date(moment).toISOString());
  await trainer.act(`mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { event { id } ${refusals} } }`, { eventId: node.event.id, startsAt });
  await trainer.act(`mutation ($input: UpdateShiftInput!) { updateShift(input: $input) { shift { id } ${refusals} } }`, { shiftId: node.shift.id, startsAt });
  await trainer.act(`mutation ($input: UpdateLessonInput!) { updateLesson(input: $input) { lesson { id } ${refusals} } }`, { lessonId: node.lessons[0].id, startsAt, endsAt });
  await new Promise((resolve) => setTimeout(resolve, start + 1000 - Date.now()));
}
