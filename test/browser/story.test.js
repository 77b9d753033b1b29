// The whole story in browsers, each person with one of their own: a new organization in Pavlodar asks its center for help,
// is mentored, its people are taught and earn what an emergency shift asks for, take their places, come, and their hours
// are verified; a student among them is paid credit, and the indicator of the project moves. Then the center's study tells
// of those hours, news tells of the study in three languages, a reader on a phone reports a mistake, and it is mended.
// Over the API the same is in test/conformance/story.test.js; each page by itself is in the test of its name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { as, documents, founder, newCenter, register } from '../conformance/support/network.js';
import { pause } from '../conformance/support/program.js';
import { inBrowserOnEach, languages, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const minute = 60_000; // ms
const zone = 'Asia/Almaty';
const phoneSized = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const refusals = 'userErrors { code message path nextStep }';
const moment = (at) => new Date(at).toISOString();
const day = (ahead) => moment(Date.now() + ahead * 24 * 60 * minute).slice(0, 10);
const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
const title = 'Rescue on the dike';

inBrowserOnEach('the story of a center, its organization, a student and a reader', async (t, program, browser) => {
  const { head, researcher, regionId } = await newCenter(program, 'Center of the Irtysh');
  const student = await as(program, 'student');
  const leader = await founder(program, 'Dike of the Irtysh', head);
  const rescuer = await register(program, 'Rescuer');
  const center = await pageAs(browser, head);
  const desk = await pageAs(browser, leader);
  const phone = await pageAs(browser, student, phoneSized);
  const officer = await pageAs(browser, await as(program, 'university'));
  const programme = await pageAs(browser, await as(program, 'program'), { acceptDownloads: true });
  const visitor = await pageAs(browser);
  const reader = await pageAs(browser, undefined, phoneSized);
  const everybody = { center, desk, phone, officer, programme, visitor, reader };
  const open = (page, path, language = 'en') => page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  const computed = (number, value, page = visitor) => page.locator(`[data-indicator="${number}"] [data-computed="${value}"]`).waitFor();
  /** People are told exactly to the center, which decides on the project, and by tens to everybody. */
  const people = async (count) => {
    await visitor.locator('[data-indicator="2"]').getByText(says('project.computed.few')).waitFor();
    await open(center, `/projects/${project}`);
    await computed(2, count, center);
  };
  /** An act of the story; without it the story does not go on. */
  const act = async (name, body) => {
    let failed;
    await t.test(name, () => body().catch((error) => Promise.reject((failed = error))));
    if (failed) throw failed;
  };
  let project;
  let emergency; // the event and its shift
  let study;
  let address; // of the article

  await act('a new organization asks its center for help, and is mentored', async () => {
    await open(center, '/center/mentoring');
    await center.getByText(says('mentoring.group.requested.none')).waitFor();
    await open(desk, '/desk/mentoring');
    await desk.getByLabel(says('mentoring.need.TRAINING')).check();
    await desk.getByLabel(says('mentoring.message')).fill('The water comes every spring, and nobody of us was taught.');
    await button(desk, 'mentoring.ask.do').click();
    const ours = desk.locator('[data-mentorship]');
    await ours.getByText(says('mentoring.wait.center')).waitFor();
    const theirs = center.locator(`[data-mentorship="${await ours.getAttribute('data-mentorship')}"]`);
    await theirs.getByText('nobody of us was taught').waitFor();
    await button(theirs, 'mentoring.take').click();
    await button(center.locator('[data-group=active]').filter({ has: theirs }), 'mentoring.first').click();
    await theirs.getByLabel(says('mentoring.first.focus')).selectOption('EMERGENCY');
    await theirs.locator('[name=goal]').nth(0).fill('Teach the first rescuers');
    await theirs.getByLabel(says('mentoring.maturity')).selectOption('1');
    await theirs.getByLabel(says('mentoring.notes')).fill('They know the river.');
    await button(theirs, 'mentoring.write').click();
    await ours.getByText('Teach the first rescuers').waitFor();
  });

  await act('it carries out a project of the state social order, which everybody sees', async () => {
    await open(desk, '/desk/projects');
    await button(desk, 'project.apply').click();
    await desk.getByLabel(says('desk.form.title.en')).fill('A dry town');
    await desk.getByLabel(says('project.sum.tenge')).fill('1000000');
    await desk.getByLabel('Indicator 1').fill('Hours on the dike');
    await desk.locator('[name=target0]').fill('10');
    await button(desk, 'project.indicator.add').click();
    await desk.getByLabel('Indicator 2').fill('Rescuers');
    await desk.locator('[name=target1]').fill('10');
    await desk.locator('[name=source1]').selectOption('PEOPLE');
    await desk.getByLabel(says('project.startsOn')).fill(day(-1));
    await desk.getByLabel(says('project.endsOn')).fill(day(100));
    await button(desk, 'project.apply.do').click();
    project = await desk.locator('[data-state=APPLICATION]').getAttribute('data-project');
    await open(center, `/projects/${project}`);
    await button(center, 'project.award').click();
    await center.getByLabel(says('project.contract')).fill('17');
    await button(center, 'project.award').click();
    await desk.getByRole('link', { name: 'A dry town' }).click();
    await button(desk, 'project.start').click();
    await desk.locator('[data-state=RUNNING]').waitFor();
    await open(visitor, `/projects/${project}`);
    await computed(1, 0);
    await people(0);
  });

  await act('its emergency shift asks for what nobody of them has learned', async () => {
    emergency = await asking(leader, regionId);
    await desk.reload();
    await desk.getByLabel(says('project.event'), { exact: true }).selectOption({ label: 'The dike' });
    await button(desk, 'project.event.give').click();
    await desk.getByRole('link', { name: 'The dike' }).waitFor();
    await open(phone, `/events/${emergency.eventId}`);
    await phone.locator('[data-gate=QUALIFICATION]').getByRole('link').waitFor();
    assert.equal(await button(phone, 'shift.take').count(), 0);
  });

  await act('the center teaches them in its School, and they pass', async () => {
    await open(center, '/center/school');
    await button(center, 'school.newCourse').click();
    const form = center.getByRole('form', { name: says('school.newCourse') });
    await form.getByLabel(says('desk.form.title.en')).fill(title);
    await form.getByLabel(says('school.grants'), { exact: true }).fill('DIKE_RESCUE');
    await form.getByLabel(says('school.months')).fill('12');
    await button(form, 'school.createCourse').click();
    const course = center.locator('[data-course]', { hasText: title });
    await button(course, 'school.open').click();
    await button(course, 'school.newCohort').click();
    const made = center.getByRole('form', { name: says('school.newCohort') });
    await made.getByRole('spinbutton', { name: says('desk.capacity') }).fill('2');
    await button(made, 'school.createCohort').click();
    const cohort = await center.locator('section[data-cohort]').getAttribute('data-cohort');
    await button(center, 'school.publish').click();
    await center.locator('[data-places]').waitFor();
    await phone.locator('[data-gate=QUALIFICATION]').getByRole('link').tap();
    await phone.getByRole('link', { name: title }).tap();
    await button(phone, 'shift.take').tap();
    await phone.locator('[data-mine=CONFIRMED]').waitFor();
    const { node } = await head.get('query ($id: ID!) { node(id: $id) { ... on Cohort { event { id } shift { id } lessons { id } } } }', { id: cohort });
    await rescuer.act(documents.signUp, { shiftId: node.shift.id });
    await begin(head, node);
    await center.reload();
    const lesson = center.locator('[data-lesson]').first();
    for (const one of [0, 1]) await lesson.getByRole('checkbox').nth(one).check();
    await button(lesson, 'school.mark').click();
    await lesson.locator('[data-present="2"]').waitFor();
    for (const passed of [1, 2]) {
      await button(center.locator('[data-enrollment=ADMITTED]').first(), 'school.pass').click();
      await button(center, 'school.pass.do').click();
      await center.locator('[data-enrollment=PASSED]').nth(passed - 1).waitFor();
    }
  });

  await act('the qualification opens the shift to them', async () => {
    await open(phone, '/me/school');
    await phone.locator('[data-qualification=DIKE_RESCUE][data-valid=true]').getByRole('link', { name: 'The dike' }).tap();
    await button(phone, 'shift.take').tap();
    await phone.locator('[data-mine=CONFIRMED]').waitFor();
    await rescuer.act(documents.signUp, { shiftId: emergency.shiftId });
  });

  await act('the student comes, by the digits at the dike, and goes; the event is settled', async () => {
    const start = await move(leader, emergency);
    await open(desk, `/desk/shifts/${emergency.shiftId}/code`);
    await open(phone, `/check-in?shift=${emergency.shiftId}`);
    await record('IN');
    // Digits stand for the half minute in which they begin: those of the end come after it.
    await pause(start + minute - 5000 - Date.now());
    const last = await desk.locator('[data-digits]').getAttribute('data-digits');
    await desk.locator(`[data-digits]:not([data-digits="${last}"])`).waitFor({ timeout: minute });
    await record('OUT');
    await open(desk, `/desk/events/${emergency.eventId}/came`);
    await until(async () => {
      await desk.reload();
      await desk.locator('h1').waitFor();
      return (await desk.locator('[data-event-state=DONE]').count()) > 0;
    });
    await button(desk, 'came.settle').click();
    await button(desk, 'came.settle.do').click();
    await desk.locator('[data-event-state=SETTLED]').waitFor();
    assert.equal(await desk.locator('[data-counted=completed] dd').innerText(), '2');
    await visitor.reload();
    await computed(1, 0); // two minutes are no hour yet
    await people(2);
  });

  await act('the student was there an hour before, says so, and the organizer sees that it is right', async () => {
    await open(phone, '/me');
    const past = phone.locator('[data-past=COMPLETED]').filter({ has: phone.locator(`a[href="/events/${emergency.eventId}"]`) });
    await button(past, 'hours.dispute').tap();
    await past.getByLabel(says('hours.dispute.what')).fill('We filled sandbags for an hour before it began.');
    await button(past, 'hours.dispute.do').tap();
    await past.getByText(says('hours.dispute.done')).waitFor();
    await open(desk, '/desk/hours');
    const dispute = desk.locator('[data-dispute]').filter({ hasText: 'We filled sandbags' });
    await button(dispute, 'hours.uphold').click();
    const from = dispute.getByLabel(says('hours.presence.from'), { exact: true });
    await from.fill(hourBefore(await from.inputValue()));
    await dispute.getByLabel(says('hours.answer')).fill('So it was, thank you.');
    await button(dispute, 'hours.uphold').click();
    await desk.getByText(says('hours.disputes.none')).waitFor();
    await open(phone, '/me/hours');
    await phone.locator('[data-dispute=UPHELD]').getByText('So it was, thank you.').waitFor();
  });

  await act('the indicators of the project have moved', async () => {
    await visitor.reload();
    await computed(1, 1);
    await people(2);
  });

  await act('the student claims credit; the university confirms it, and it is paid', async () => {
    const { myCredit } = await student.get('{ myCredit { enrollments { studentNo organization { id } } awards { id } } }');
    const [{ studentNo, organization: university }] = myCredit.enrollments;
    await phone.locator('[data-offer="20"]').getByRole('button').tap();
    await phone.locator('[data-award=CLAIMED]').waitFor();
    const { myCredit: now } = await student.get('{ myCredit { awards { id } } }');
    const { id: award } = now.awards.find(({ id }) => !myCredit.awards.some((known) => known.id === id));
    const row = (page) => page.locator(`[data-award="${award}"]`);
    await open(officer, '/university');
    await button(row(officer), 'credit.confirm').click();
    await row(officer).waitFor({ state: 'detached' });
    await open(programme, '/programme');
    await programme.getByLabel(says('credit.university')).first().selectOption(university.id);
    await button(row(programme), 'credit.approve').click();
    await row(programme).waitFor({ state: 'detached' });
    const [file] = await Promise.all([programme.waitForEvent('download'), button(programme, 'credit.payouts.do').click()]);
    const line = readFileSync(await file.path(), 'utf8').split('\n').find((one) => one.includes(`,${studentNo},`));
    const [reference, , , amount] = line.trim().split(',');
    await programme.getByLabel(says('credit.file.rows')).fill(`reference,amount,status\n${reference},${amount},PAID\n`);
    await button(programme, 'credit.payouts.in.do').click();
    await phone.locator('[data-award=PAID]').waitFor();
  });

  await act('the organization is raised, and everybody sees it', async () => {
    await open(center, '/center/mentoring');
    const theirs = center.locator('[data-group=active] [data-mentorship]').filter({ hasText: 'Dike of the Irtysh' });
    await theirs.locator('[data-goal="1"] select').selectOption('100');
    await theirs.locator('[data-goal="1"][data-progress="100"]').waitFor(); // to complete is refused of what changed meanwhile
    await button(theirs, 'mentoring.complete').click();
    await theirs.getByLabel(says('mentoring.maturity')).selectOption('2');
    await theirs.getByLabel(says('mentoring.outcome')).fill('It runs its own shifts.');
    await button(theirs, 'mentoring.complete').click();
    await center.locator('[data-group=completed] [data-mentorship]').filter({ hasText: 'Dike of the Irtysh' }).waitFor();
    await open(visitor, '/mentoring?region=KZ-55');
    const mentee = visitor.locator(`[data-mentee="${leader.organizationId}"]`);
    await mentee.getByText('maturity 1 → 2').waitFor();
  });

  // Open figures are of months that are over, so these hours stand in the words of the finding, beside the region's figures.
  await act('the center’s study finds what the hours say; another researcher publishes it', async () => {
    await open(visitor, `/projects/${project}`);
    await computed(1, 1);
    const hours = await visitor.locator('[data-indicator="1"] [data-computed]').getAttribute('data-computed');
    await open(center, '/center/research');
    await button(center, 'research.plan').click();
    await center.getByLabel(says('research.question')).fill('Who keeps the town dry?');
    await button(center, 'research.save').click();
    const own = center.locator('[data-study]').filter({ hasText: 'Who keeps the town dry?' });
    study = await own.getAttribute('data-study');
    await button(own, 'research.start').click();
    await button(own, 'research.interview.add').click();
    await own.getByLabel(says('research.expert'), { exact: true }).fill('Head of the rescuers');
    await own.getByLabel(says('research.notes')).fill('Half of the work is done before it begins.');
    await own.getByLabel(says('research.consented')).check();
    await button(own, 'research.save').click();
    await own.getByText('1 interview', { exact: true }).waitFor();
    await button(own, 'research.figures.add').click();
    await button(own, 'research.save').click();
    await own.getByText('Figures 1').first().waitFor();
    await button(own, 'research.finding.add').click();
    await own.getByLabel(says('research.finding')).fill(`Two trained rescuers, ${hours} verified hour on the dike: it held.`);
    await own.getByRole('checkbox', { name: 'Interview 1' }).check();
    await own.getByRole('checkbox', { name: 'Figures 1' }).check();
    await button(own, 'research.save').click();
    await own.locator('[data-finding="1"]').waitFor();
    await button(own, 'research.submit').click();
    await center.locator(`[data-study="${study}"][data-state=REVIEW]`).waitFor();
    const reviewer = await pageAs(browser, researcher);
    await open(reviewer, '/center/research');
    await button(reviewer.locator(`[data-study="${study}"]`), 'research.publish').click();
    await reviewer.locator(`[data-study="${study}"][data-state=PUBLISHED]`).waitFor();
    await open(visitor, '/research?region=KZ-55');
    await visitor.getByRole('link', { name: 'Who keeps the town dry?' }).click();
    await visitor.locator('[data-finding="1"]').getByText('1 verified hour on the dike').waitFor();
  });

  await act('news tells of it in three languages', async () => {
    const told = {
      en: ['The dike held', `Two rescuers, **one verified hour**. [The study](${program.url}/research/${study})`],
      ru: ['Дамба устояла', `Двое спасателей, **один подтверждённый чяс**. [Исследование](${program.url}/research/${study})`],
      kk: ['Бөгет шыдады', `Екі құтқарушы, **бір расталған сағат**. [Зерттеу](${program.url}/research/${study})`],
    };
    await open(center, '/center/news');
    await button(center, 'news.write').click();
    const form = center.locator('[data-article-form]');
    for (const [language, [name, body]] of Object.entries(told)) {
      const title = form.locator(`[name="title.${language}"]`);
      if (!(await title.isVisible())) await form.getByText(says(`news.language.${language}`), { exact: true }).click();
      await title.fill(name);
      await form.locator(`[name="body.${language}"]`).fill(body);
    }
    await button(form, 'news.save').click();
    const row = center.locator('[data-desk-article]').filter({ hasText: 'The dike held' });
    await button(row, 'news.publish').click();
    await row.and(center.locator('[data-state=PUBLISHED]')).waitFor();
    address = await row.getByRole('link').getAttribute('href');
    for (const language of languages) {
      await open(visitor, '/news', language);
      await visitor.getByRole('link', { name: told[language][0] }).click();
      await visitor.getByRole('heading', { level: 1, name: told[language][0] }).waitFor();
      await visitor.locator('[data-part=BODY]').getByRole('link').click();
      await visitor.locator('[data-finding="1"]').waitFor();
    }
  });

  await act('a reader on a phone reports a mistake in it, an editor mends it, and the reader sees so', async () => {
    const wrong = reader.locator('[data-part=BODY] strong');
    await open(reader, address, 'ru');
    await wrong.getByText('чяс').waitFor();
    await reader.evaluate(() => document.getSelection().selectAllChildren(document.querySelector('[data-part=BODY] strong')));
    await reader.locator('[data-bubble]').getByRole('button', { name: word('ru', 'mistake.report'), exact: true }).tap();
    await reader.getByLabel(word('ru', 'mistake.comment')).fill('Час пишется через «а».');
    await reader.getByRole('button', { name: word('ru', 'mistake.send'), exact: true }).tap();
    await reader.locator('[data-reported=NEW]').waitFor();
    await open(center, '/center/news');
    const report = center.locator('[data-report]').filter({ hasText: 'Час пишется' });
    await report.locator('[data-place=FOUND] mark').getByText('чяс').waitFor();
    const row = center.locator('[data-desk-article]').filter({ hasText: 'The dike held' });
    await button(row, 'news.edit').click();
    const body = row.locator('[name="body.ru"]');
    await body.fill((await body.inputValue()).replace('чяс', 'час'));
    await button(row, 'news.save').click();
    await report.locator('[data-place=CHANGED]').waitFor();
    await report.getByLabel(says('mistake.reply')).fill('Спасибо, исправлено.');
    await button(report, 'mistake.fix').click();
    await report.waitFor({ state: 'detached' });
    await reader.reload();
    await wrong.getByText('час', { exact: false }).waitFor();
    await reader.locator('[data-reported=FIXED]').getByText('Спасибо, исправлено.').waitFor();
    assert.equal(await reader.evaluate(() => document.documentElement.scrollWidth), 360);
  });

  await act('nothing was complained of', async () => {
    for (const [who, { noted }] of Object.entries(everybody)) assert.deepEqual([noted.complaints, noted.violations], [[], []], who);
  });

  /** The student types the digits that stand at the desk. */
  async function record(kind) {
    await until(async () => {
      await phone.getByLabel(says('checkin.digits')).fill(await desk.locator('[data-digits]').getAttribute('data-digits'));
      await button(phone, kind === 'IN' ? 'checkin.in' : 'checkin.out').tap();
      const recorded = phone.locator(`[data-recorded=${kind}]`);
      await recorded.or(phone.getByRole('alert').getByText(/./)).first().waitFor();
      return (await recorded.count()) > 0; // else the digits changed meanwhile
    });
  }
});

/** A published event of an organization in three weeks, with a shift for those who learned to rescue. */
async function asking(leader, regionId) {
  const start = Date.now() + 21 * 24 * 60 * minute;
  const [startsAt, endsAt] = [start, start + 60 * minute].map(moment);
  const { event } = await leader.act(documents.createEvent, {
    organizationId: leader.organizationId,
    title: { en: 'The dike' },
    directions: ['EMERGENCY'],
    regionId,
    startsAt,
    endsAt,
    timeZone: zone,
    shifts: [{ title: { en: 'Sandbags' }, startsAt, endsAt, capacity: 3, qualifications: ['DIKE_RESCUE'] }],
  });
  await leader.act(documents.publishEvent, { eventId: event.id });
  return { eventId: event.id, shiftId: event.shifts[0].id };
}

/** Moves it to the next minute but some seconds, for a minute; returns its start. */
async function move(leader, { eventId, shiftId }) {
  const start = Math.ceil((Date.now() + 20_000) / minute) * minute;
  const [startsAt, endsAt] = [moment(start), moment(start + minute)];
  await leader.act(`mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { event { id } ${refusals} } }`, { eventId, startsAt });
  await leader.act(`mutation ($input: UpdateShiftInput!) { updateShift(input: $input) { shift { id } ${refusals} } }`, { shiftId, startsAt, endsAt });
  await leader.act(`mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { event { id } ${refusals} } }`, { eventId, endsAt });
  return start;
}

/** Moves the beginning of a cohort and of its first lesson to the next seconds, and waits for it. */
async function begin(trainer, { event, shift, lessons }) {
  const start = Date.now() + 3000;
  const [startsAt, endsAt] = [start, start + 60 * minute].map(moment);
  await trainer.act(`mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { event { id } ${refusals} } }`, { eventId: event.id, startsAt });
  await trainer.act(`mutation ($input: UpdateShiftInput!) { updateShift(input: $input) { shift { id } ${refusals} } }`, { shiftId: shift.id, startsAt });
  await trainer.act(`mutation ($input: UpdateLessonInput!) { updateLesson(input: $input) { lesson { id } ${refusals} } }`, { lessonId: lessons[0].id, startsAt, endsAt });
  await pause(start + 1000 - Date.now());
}

/** A field of a form for a moment, an hour earlier. */
function hourBefore(local) {
  return new Date(Date.parse(`${local}Z`) - 60 * minute).toISOString().slice(0, 16);
}

/** Waits until something holds. */
async function until(holds) {
  for (let tries = 0; tries < 60; tries++) {
    if (await holds()) return;
    await pause(1000);
  }
  throw new Error('It did not come to be.');
}
