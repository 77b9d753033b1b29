// The whole of a support center's work as one story over the API: a new organization in Pavlodar asks for help, is
// mentored, its volunteer is taught and earns what an emergency shift asks for, takes a place, comes, the hours are
// verified, the volunteer, a student, is paid credit, and the indicator of the project moves.
import assert from 'node:assert/strict';
import { as, documents, founder } from './support/network.js';
import { pause } from './support/program.js';
import { onEachDatabase } from './support/with-program.js';

const refusals = 'userErrors { code message path nextStep }';
const minute = 60_000; // ms
const day = (ahead) => new Date(Date.now() + ahead * 24 * 60 * minute).toISOString().slice(0, 10);
const moment = (at) => new Date(at).toISOString();

/** A mutation of one field, which takes one input. */
const mutation = (name, returns) => `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${returns} ${refusals} } }`;

onEachDatabase('the story of a center, its organization and a student', async (t, program) => {
  const center = await as(program, 'coordinator');
  const student = await as(program, 'student');
  const officer = await as(program, 'university');
  const programme = await as(program, 'program');
  const group = await founder(program, 'Dike of the Irtysh', center);
  const organizationId = group.organizationId;
  const { organization } = await group.get(`{ organization: node(id: "${organizationId}") { ... on Organization { homeRegion { id supportCenters { organization { id } } } } } }`);
  const centerId = organization.homeRegion.supportCenters[0].organization.id;
  let project;
  let shift;
  let event;

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

  await t.test('its emergency shift asks for what the student has not learned', async () => {
    const [startsAt, endsAt] = [moment(Date.now() + 30_000), moment(Date.now() + 92_000)];
    ({ event } = await group.act(documents.createEvent, {
      organizationId,
      title: { en: 'The dike' },
      directions: ['EMERGENCY'],
      regionId: organization.homeRegion.id,
      startsAt,
      endsAt,
      timeZone: 'Asia/Almaty',
      shifts: [{ title: { en: 'Sandbags' }, startsAt, endsAt, capacity: 3, qualifications: ['DIKE_RESCUE'] }],
    }));
    shift = event.shifts[0].id;
    await group.act(mutation('setEventProject', 'event { id }'), { eventId: event.id, projectId: project.id });
    await group.act(documents.publishEvent, { eventId: event.id });
    const { userErrors } = await student.attempt(documents.signUp, { shiftId: shift });
    assert.equal(userErrors[0].code, 'QUALIFICATION_MISSING');
  });

  await t.test('the center teaches, and the student passes', async () => {
    const title = { en: 'Rescue on the dike' };
    const { course } = await center.act(mutation('createCourse', 'course { id }'), { organizationId: centerId, title, level: 1, grants: 'DIKE_RESCUE', validMonths: 12 });
    await center.act(mutation('openCourse', 'course { state }'), { courseId: course.id });
    const start = Date.now() + 5000;
    const lessons = [{ title, startsAt: moment(start), endsAt: moment(start + 60 * minute) }];
    const { cohort } = await center.act(mutation('createCohort', 'cohort { id event { id } shift { id } lessons { id } }'), { courseId: course.id, lessons, capacity: 1 });
    await center.act(documents.publishEvent, { eventId: cohort.event.id });
    const { signup } = await student.act(documents.signUp, { shiftId: cohort.shift.id });
    assert.equal(signup.state, 'CONFIRMED');
    await pause(start + 1000 - Date.now());
    const { cohortEnrollments } = await center.get(`{ cohortEnrollments(cohortId: "${cohort.id}", first: 10) { id } }`);
    const enrollmentId = cohortEnrollments[0].id;
    await center.act(mutation('markLessonAttendance', 'lesson { id }'), { lessonId: cohort.lessons[0].id, marks: [{ enrollmentId, present: true }] });
    const { enrollment } = await center.act(mutation('recordCourseResult', 'enrollment { certificate { serial } }'), { enrollmentId, passed: true });
    const { certificate } = await student.get(`{ certificate(serial: "${enrollment.certificate.serial}") { state } }`);
    assert.equal(certificate.state, 'ISSUED');
  });

  await t.test('now the shift takes the student in, who comes, and whose minutes count', async () => {
    const { signup } = await student.act(documents.signUp, { shiftId: shift });
    assert.equal(signup.state, 'CONFIRMED');
    await until(async () => {
      const { node } = await group.get(`{ node(id: "${event.id}") { ... on Event { state } } }`);
      return node.state === 'DONE';
    });
    const before = await minutes();
    await group.act(mutation('settleEvent', 'event { state }'), { eventId: event.id, allPresent: true });
    assert.ok((await minutes()) > before);
  });

  await t.test('the indicator of the project moves', async () => {
    assert.equal(await reached(project), 1);
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
