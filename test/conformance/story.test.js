// The whole of a support center's work as one story over the API: a new organization in Pavlodar asks for help, is
// mentored, its people are taught and earn what an emergency shift asks for, take their places, check in and out by the
// codes at its door, the hours are verified, a student among them is paid credit, and the indicator of the project moves.
// Then the center's study tells of the minutes, news tells of the study in three languages, a reader reports a mistake in
// it, and it is mended. Everybody speaks through @urql/core; who signs up and who looks on follow it through graphql-ws.
import assert from 'node:assert/strict';
import { Caller } from './support/api.js';
import { as, documents, founder, newCenter, register } from './support/network.js';
import { pause } from './support/program.js';
import { undo } from './support/undo.js';
import { byUrql } from './support/urql.js';
import { connect, Watch } from './support/watch.js';
import { onEachDatabase } from './support/with-program.js';

const refusals = 'userErrors { code message path nextStep }';
const minute = 60_000; // ms
const day = (ahead) => new Date(Date.now() + ahead * 24 * 60 * minute).toISOString().slice(0, 10);
const moment = (at) => new Date(at).toISOString();

/** A mutation of one field, which takes one input: of its own name where no other is said. */
const mutation = (name, returns, input = name) =>
  `mutation ($input: ${input[0].toUpperCase()}${input.slice(1)}Input!) { ${name}(input: $input) { ${returns} ${refusals} } }`;

onEachDatabase('the story of a center, its organization and a student', async (t, program) => {
  program.transport = byUrql;
  const { head: center, researcher, regionId } = await newCenter(program, 'Center of the Irtysh');
  const centerId = center.organizationId;
  const student = await as(program, 'student');
  const officer = await as(program, 'university');
  const programme = await as(program, 'program');
  const group = await founder(program, 'Dike of the Irtysh', center);
  const organizationId = group.organizationId;
  const rescuer = await register(program, 'Rescuer');
  const people = [student, rescuer];
  const visitor = new Caller(program);
  let project;
  let shift;
  let event;
  let startsAt; // of the event
  let endsAt;
  let study;
  let article;

  await t.test('the organization asks its center for help and is mentored', async () => {
    const { mentorship } = await group.act(mutation('requestMentorship', 'mentorship { id state center { id } }'), { organizationId, needs: ['TRAINING', 'PEOPLE'] });
    assert.deepEqual([mentorship.state, mentorship.center.id], ['REQUESTED', centerId]);
    await center.act(mutation('answerMentorshipRequest', 'mentorship { state }'), { mentorshipId: mentorship.id, accept: true });
    const met = await center.act(mutation('recordFirstMentorshipMeeting', 'mentorship { state goals { id } }'), {
      mentorshipId: mentorship.id,
      heldAt: moment(Date.now() - minute),
      focus: 'EMERGENCY',
      maturity: 1,
      goals: ['Teach the first rescuer'],
      notes: 'They know the river.',
    });
    await group.act(mutation('setMentorshipProgress', 'mentorship { goals { progress } }'), { goalId: met.mentorship.goals[0].id, progress: 100 });
    const done = await center.act(mutation('completeMentorship', 'mentorship { state maturityBefore maturityAfter }'), {
      mentorshipId: mentorship.id,
      maturity: 2,
      outcome: 'It runs its own shifts.',
    });
    assert.deepEqual(done.mentorship, { state: 'COMPLETED', maturityBefore: 1, maturityAfter: 2 });
  });

  await t.test('people join it', async () => {
    for (const person of people) {
      const { membership } = await person.act(mutation('requestMembership', 'membership { id status }'), { organizationId });
      assert.equal(membership.status, 'REQUESTED');
      await group.act(mutation('answerMembership', 'membership { status }'), { membershipId: membership.id, accept: true });
      const { viewer } = await person.get('{ viewer { memberships { status role organization { id } } } }');
      const { status, role } = viewer.memberships.find(({ organization }) => organization.id === organizationId);
      assert.deepEqual([status, role], ['ACTIVE', 'MEMBER']);
    }
  });

  await t.test('it carries out a project of the state social order', async () => {
    ({ project } = await group.act(mutation('applyForProject', 'project { id }'), {
      organizationId,
      funding: 'STATE_SOCIAL_ORDER',
      title: { en: 'A dry town' },
      sum: '1000000',
      startsOn: day(-1),
      endsOn: day(100),
      indicators: [{ title: { en: 'People' }, source: 'PEOPLE', target: 10 }],
    }));
    await center.act(mutation('awardProject', 'project { state }'), { projectId: project.id, contractNumber: '17' });
    await group.act(mutation('startProject', 'project { state }'), { projectId: project.id });
    assert.equal(await reached(project), 0);
  });

  await t.test('its emergency shift asks for what its people have not learned', async () => {
    const start = Math.ceil((Date.now() + 40_000) / minute) * minute;
    [startsAt, endsAt] = [start, start + minute].map(moment);
    ({ event } = await group.act(documents.createEvent, {
      organizationId,
      title: { en: 'The dike' },
      directions: ['EMERGENCY'],
      regionId: regionId,
      startsAt,
      endsAt,
      timeZone: 'Asia/Almaty',
      shifts: [{ title: { en: 'Sandbags' }, startsAt, endsAt, capacity: 3, qualifications: ['DIKE_RESCUE'] }],
    }));
    shift = event.shifts[0].id;
    await group.act(mutation('setEventProject', 'event { id }'), { eventId: event.id, projectId: project.id });
    await group.act(documents.publishEvent, { eventId: event.id });
    for (const person of people) {
      const { userErrors } = await person.attempt(documents.signUp, { shiftId: shift });
      assert.equal(userErrors[0].code, 'QUALIFICATION_MISSING');
    }
  });

  await t.test('the center teaches its people, and they pass', async () => {
    const title = { en: 'Rescue on the dike' };
    const { course } = await center.act(mutation('createCourse', 'course { id }'), { organizationId: centerId, title, level: 1, grants: 'DIKE_RESCUE', validMonths: 12 });
    await center.act(mutation('openCourse', 'course { state }'), { courseId: course.id });
    const start = Date.now() + 5000;
    const lessons = [{ title, startsAt: moment(start), endsAt: moment(start + 60 * minute) }];
    const { cohort } = await center.act(mutation('createCohort', 'cohort { id event { id } shift { id } lessons { id } }'), { courseId: course.id, lessons, capacity: 2 });
    await center.act(documents.publishEvent, { eventId: cohort.event.id });
    for (const person of people) {
      const { signup } = await person.act(documents.signUp, { shiftId: cohort.shift.id });
      assert.equal(signup.state, 'CONFIRMED');
    }
    await pause(start + 1000 - Date.now());
    const { cohortEnrollments } = await center.get(`{ cohortEnrollments(cohortId: "${cohort.id}", first: 10) { id } }`);
    assert.equal(cohortEnrollments.length, people.length);
    const marks = cohortEnrollments.map(({ id }) => ({ enrollmentId: id, present: true }));
    await center.act(mutation('markLessonAttendance', 'lesson { id }'), { lessonId: cohort.lessons[0].id, marks });
    for (const { id: enrollmentId } of cohortEnrollments) {
      const { enrollment } = await center.act(mutation('recordCourseResult', 'enrollment { certificate { serial } }'), { enrollmentId, passed: true });
      const { certificate } = await visitor.get(`{ certificate(serial: "${enrollment.certificate.serial}") { state } }`);
      assert.equal(certificate.state, 'ISSUED');
    }
  });

  await t.test('now the shift takes them in, and whoever follows it sees so', async (t) => {
    const atEnd = undo(t);
    const follow = (who, query, variables) => {
      const client = connect(program, who.token ? { authorization: `Bearer ${who.token}` } : {});
      atEnd(() => client.dispose());
      return new Watch(client, query, variables);
    };
    const seen = follow(visitor, documents.eventCapacity, { eventId: event.id });
    const own = follow(student, 'subscription { myPlaces { places { ... on Signup { state shift { id } } } } }');
    await seen.state('the free shift', ({ shifts }) => shifts[0].available === 3);
    await own.state('the places before', ({ places }) => !places.some((one) => one.shift?.id === shift));
    for (const [index, person] of people.entries()) {
      const { signup } = await person.act(documents.signUp, { shiftId: shift });
      assert.equal(signup.state, 'CONFIRMED');
      await seen.state(`place ${index + 1}`, ({ shifts }) => shifts[0].available === 2 - index && shifts[0].confirmed === index + 1);
    }
    await own.state('the own place', ({ places }) => places.some((one) => one.shift?.id === shift && one.state === 'CONFIRMED'));
  });

  await t.test('they come and go by the codes at its door, and their minutes count as proven', async () => {
    const { token } = await group.act(mutation('openKiosk', 'token'), { shiftId: shift });
    const shown = async () => (await visitor.get(`{ kioskCode(token: "${token}") { code digits } }`)).kioskCode;
    const record = async (name, state) => {
      const { code, digits } = await shown();
      // One phone reads the QR code, the other has no camera.
      for (const [person, read] of [[student, code], [rescuer, digits]]) {
        const { signup } = await person.act(mutation(name, 'signup { state }', 'checkIn'), { shiftId: shift, code: read, clientEventId: name });
        assert.equal(signup.state, state);
      }
    };
    const { userErrors } = await student.attempt(mutation('checkIn', 'signup { state }'), { shiftId: shift, code: 'no such code', clientEventId: 'bad' });
    assert.equal(userErrors[0].code, 'CODE_INVALID');
    await record('checkIn', 'CHECKED_IN');
    await pause(Date.parse(endsAt) + 500 - Date.now()); // a code proves the moment at which its half minute began
    await record('checkOut', 'COMPLETED');
    await until(async () => {
      const { node } = await group.get(`{ node(id: "${event.id}") { ... on Event { state } } }`);
      return node.state === 'DONE';
    });
    const before = await minutes();
    await group.act(mutation('settleEvent', 'event { state }'), { eventId: event.id });
    assert.equal(await minutes(), before + 1);
    // Verified and locked, by both codes: more than the policy of credit asks for.
    for (const person of people) {
      const { hourEntries } = await person.get('{ hourEntries(first: 20) { minutes state evidence event { id } } }');
      assert.deepEqual(hourEntries.filter((line) => line.event?.id === event.id), [{ minutes: 1, state: 'LOCKED', evidence: 3, event: { id: event.id } }]);
    }
  });

  await t.test('the indicator of the project moves', async () => {
    assert.equal(await reached(project), people.length);
  });

  await t.test('and the student is paid credit', async () => {
    const { myCredit } = await student.get('{ myCredit { enrollments { id studentNo } } }');
    const [enrolled] = myCredit.enrollments;
    const { award } = await student.act(mutation('claimCredit', 'award { id state }'), { enrollmentId: enrolled.id, hours: 20 });
    await officer.act(mutation('confirmCreditAward', 'award { state }'), { awardId: award.id });
    await programme.act(mutation('approveCreditAward', 'award { state }'), { awardId: award.id });
    const { file } = await programme.act(mutation('exportPayouts', 'file { content }'), {});
    const [reference, , , amount] = file.content.split('\n').find((line) => line.includes(`,${enrolled.studentNo},`)).trim().split(',');
    await programme.act(mutation('importPayoutConfirmations', 'report { paid }'), { csv: `reference,amount,status\n${reference},${amount},PAID\n` });
    const { myCredit: paid } = await student.get('{ myCredit { awards { id state } } }');
    assert.equal(paid.awards.find(({ id }) => id === award.id).state, 'PAID');
  });

  // Open figures are of months that are over, so these minutes stand in the words of the finding, beside the region's figures.
  await t.test('the center’s study finds what the hours say; another researcher publishes it', async () => {
    ({ study } = await researcher.act(mutation('createStudy', 'study { id }'), { centerId, regionId, question: { en: 'Who keeps the town dry?' } }));
    const studyId = study.id;
    await researcher.act(mutation('startStudy', 'study { state }'), { studyId });
    const { interviewConsent } = await researcher.get('{ interviewConsent { version } }');
    await researcher.act(mutation('recordInterview', 'study { interviewCount }'), {
      studyId,
      expert: 'Head of the rescuers',
      heldOn: day(0),
      consentOn: day(0),
      consentVersion: interviewConsent.version,
      notes: 'Half of the work is done before it begins.',
    });
    const month = day(-41).slice(0, 7); // one that is over for ten days at least
    const fixed = await researcher.act(mutation('fixStudyFigures', 'study { figures { number rows { part hours } } }'), { studyId, from: month, to: month });
    assert.ok(fixed.study.figures[0].rows.some(({ hours }) => hours > 0));
    const found = `${await worked()} verified minutes on the dike.`;
    await researcher.act(mutation('addFinding', 'study { findings { number } }'), { studyId, text: { en: found }, interviews: [1], figures: [1] });
    await researcher.act(mutation('submitStudy', 'study { state }'), { studyId });
    const { userErrors } = await researcher.attempt(mutation('publishStudy', 'study { state }'), { studyId });
    assert.notEqual(userErrors.length, 0, 'nobody publishes their own');
    await center.act(mutation('publishStudy', 'study { state }'), { studyId });
    const { node } = await visitor.get(`{ node(id: "${studyId}") { ... on Study { state findings { text interviews { number } figures } } } }`);
    assert.deepEqual(node, { state: 'PUBLISHED', findings: [{ text: found, interviews: [{ number: 1 }], figures: [1] }] });
  });

  await t.test('news tells of it in three languages', async () => {
    const title = { en: 'The dike held', ru: 'Дамба устояла', kk: 'Бөгет шыдады' };
    const link = `${program.url}/research/${study.id}`;
    const body = { en: `A **verified** minute. [The study](${link})`, ru: `Подтверждённая **менута**. [Исследование](${link})`, kk: `Расталған **минут**. [Зерттеу](${link})` };
    ({ article } = await center.act(mutation('createArticle', 'article { id version }'), { organizationId: centerId, kind: 'NEWS', title, body, regionId }));
    await center.act(mutation('publishArticle', 'article { state }'), { articleId: article.id });
    for (const locale of ['kk', 'ru', 'en']) {
      const { node } = await visitor.in(locale).get(`{ node(id: "${article.id}") { ... on Article { title bodyLocale blocks { spans { href } } } } }`);
      assert.deepEqual([node.title, node.bodyLocale, node.blocks[0].spans.at(-1).href], [title[locale], locale, link]);
    }
  });

  await t.test('a reader reports a mistake in it, an editor mends it, and the reader sees so', async () => {
    const { token } = await visitor.act(mutation('reportMistake', 'token'), {
      articleId: article.id,
      kind: 'MISTAKE',
      part: 'BODY',
      locale: 'ru',
      quote: 'менута',
      prefix: 'Подтверждённая ',
      suffix: '. Исследование',
      offset: 15,
    });
    const reported = async () => (await visitor.get(`{ mistakeReport(token: "${token}") { state reply } }`)).mistakeReport;
    assert.deepEqual(await reported(), { state: 'NEW', reply: '' });
    const { mistakeReports } = await center.get(`{ mistakeReports(articleId: "${article.id}", first: 1) { edges { node { id place { state text } } } } }`);
    const [{ node: report }] = mistakeReports.edges;
    assert.deepEqual(report.place, { state: 'FOUND', text: 'менута' });
    const { node } = await center.get(`{ node(id: "${article.id}") { ... on Article { version bodyTranslations { kk ru en } } } }`);
    const body = { ...node.bodyTranslations, ru: node.bodyTranslations.ru.replace('менута', 'минута') };
    await center.act(mutation('updateArticle', 'article { id }'), { articleId: article.id, expectedVersion: node.version, body });
    await center.act(mutation('answerMistakeReport', 'report { state place { state } }'), { reportId: report.id, state: 'FIXED', reply: 'Спасибо.' });
    assert.deepEqual(await reported(), { state: 'FIXED', reply: 'Спасибо.' });
    const { node: read } = await visitor.in('ru').get(`{ node(id: "${article.id}") { ... on Article { blocks { spans { text } } } } }`);
    assert.equal(read.blocks[0].spans[1].text, 'минута');
  });

  /** The verified minutes of the organization, exactly: to who runs its events. */
  async function worked() {
    const { node } = await group.get(`{ node(id: "${organizationId}") { ... on Organization { hours { minutes } } } }`);
    assert.ok(Number(node.hours.minutes) > 0);
    return node.hours.minutes;
  }

  /** What the network computes for the first indicator of a project. */
  async function reached({ id }) {
    const { node } = await group.get(`{ node(id: "${id}") { ... on Project { indicators { computed } } } }`);
    return node.indicators[0].computed;
  }

  /** The verified minutes of the student. */
  async function minutes() {
    const { viewer } = await student.get('{ viewer { volunteer { hours { minutes } } } }');
    return Number(viewer.volunteer.hours.minutes);
  }
});

/** Waits until something holds. */
async function until(holds) {
  for (let tries = 0; tries < 150; tries++) {
    if (await holds()) return;
    await pause(1000);
  }
  throw new Error('It did not come to be.');
}
