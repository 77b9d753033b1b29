// What people write is text on every page: a corpus of what browsers have taken for markup stands in every text of
// campaigns, studies, courses, mentoring, projects, articles, pictures, mistakes, hours, disputes, ratings and awards, and in
// each reason and reply to these; no script runs, no element is made of it.
import assert from 'node:assert/strict';
import { as, documents, draft, founder, register } from '../conformance/support/network.js';
import { pause } from '../conformance/support/program.js';
import { drawn } from './support/drawn.js';
import { corpus } from './support/corpus.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const all = corpus.join(' ');
const refusals = 'userErrors { code message path }';
const day = 86_400_000;

inBrowserOnOne('what people write is text', async (t, program, browser) => {
  const coordinator = await as(program, 'coordinator');
  const leader = await founder(program, 'Friends of the corpus', coordinator);
  const learner = await register(program, 'Learner');
  const { viewer } = await coordinator.get('{ viewer { memberships { organization { id supportCenters { region { id iso } } } } } }');
  const { organization: center } = viewer.memberships.find(({ organization }) => organization.supportCenters.length > 0);
  const [{ region }] = center.supportCenters;
  const does = async (who, name, input, fields) => {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    return who.act(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} ${refusals} } }`, input);
  };
  const said = (short) => ({ en: short ? all.slice(0, short) : all, ru: short ? all.slice(0, short) : all });
  /** Why something was decided, and what it begins with: it is looked for by that. */
  const because = (what) => `${what}: ${all}`.slice(0, 1000);
  const at = (ahead) => new Date(Date.now() + ahead).toISOString();
  const date = (ahead) => at(ahead).slice(0, 10);

  /** Opens a page as somebody, unfolds all of it, and looks for what markup would have done. */
  const isText = async (path, who, shows = corpus[1], before = async () => {}, there = async () => {}) => {
    const page = await pageAs(browser, who, { viewport: { width: 360, height: 740 } });
    await before(page);
    await page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await page.locator('h1').first().waitFor();
    await there(page);
    await page.getByText(shows.slice(0, 30)).or(page.getByAltText(shows.slice(0, 30))).first().waitFor({ state: 'attached' });
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    await page.waitForLoadState('networkidle');
    const made = await page.evaluate(() => ({
      broken: window.broken,
      elements: document.querySelectorAll('main :is(script, iframe, base, style, [onerror], [onload], img[src="x"], a[href^="javascript:" i], [src*="evil.example"], [action*="evil.example"])').length,
      title: document.title.length > 0,
    }));
    assert.deepEqual(made, { broken: undefined, elements: 0, title: true }, path);
    assert.deepEqual(page.noted.requests.filter((url) => url.includes('evil.example')), [], path);
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []], path);
    await page.context().close();
  };

  await t.test('H1 campaigns and the sessions of their programmes', async () => {
    const { campaign } = await does(coordinator, 'createCampaign', {
      organizationId: center.id, kind: 'FORUM', title: said(200), description: said(), startsOn: date(70 * day), endsOn: date(71 * day),
    }, 'campaign { id }');
    const noon = `${date(70 * day)}T07:00:00Z`;
    const session = (places) => does(coordinator, 'addCampaignSession', {
      campaignId: campaign.id, title: said(200), description: said(), hall: said(200), startsAt: noon, endsAt: `${noon.slice(0, 11)}08:00:00Z`, ...places,
    }, 'campaign { id }');
    await session({ capacity: 3 });
    await session({});
    await does(coordinator, 'publishCampaign', { campaignId: campaign.id }, 'campaign { event { id } }');
    await isText(`/campaigns/${campaign.id}`);
    await isText(`/campaigns/${campaign.id}`, learner);
  });

  await t.test('H1 studies, their interviews and findings', async () => {
    const { study } = await does(coordinator, 'createStudy', { centerId: center.id, regionId: region.id, question: said(500), method: said(), guide: all }, 'study { id }');
    await does(coordinator, 'startStudy', { studyId: study.id }, 'study { id }');
    const { interviewConsent } = await coordinator.get('{ interviewConsent { version } }');
    const { viewer: expert } = await learner.get('{ viewer { volunteer { publicNumber } } }');
    await does(coordinator, 'recordInterview', {
      studyId: study.id, expert: all.slice(0, 200), publicNumber: expert.volunteer.publicNumber, heldOn: date(-day), consentOn: date(-day), consentVersion: interviewConsent.version,
      notes: all, themes: corpus.filter((one) => one.length <= 80),
    }, 'study { id }');
    await does(coordinator, 'addFinding', { studyId: study.id, text: said(), interviews: [1] }, 'study { id }');
    await isText('/center/research', coordinator);
    await isText('/me/interviews', learner);
    const { studies } = await coordinator.get(`{ studies(first: 1, state: REVIEW, centerId: "${center.id}") { edges { node { id } } } }`); // another's
    await does(coordinator, 'returnStudy', { studyId: studies.edges[0].node.id, reason: because('Given back') }, 'study { id }');
    await isText('/center/research', coordinator, 'Given back: ');
  });

  await t.test('H1 courses and lessons', async () => {
    const { course } = await does(coordinator, 'createCourse', { organizationId: center.id, title: said(200), summary: said(), level: 1, grants: 'CORPUS' }, 'course { id }');
    await does(coordinator, 'openCourse', { courseId: course.id }, 'course { id }');
    const { cohort } = await does(coordinator, 'createCohort', {
      courseId: course.id, capacity: 3, regionId: region.id, venue: said(200), lessons: [{ title: said(200), startsAt: at(30 * day), endsAt: at(30 * day + day / 12) }],
    }, 'cohort { id event { id } }');
    await coordinator.act(documents.publishEvent, { eventId: cohort.event.id });
    await isText(`/courses/${course.id}`, learner);
    await isText('/courses?grants=CORPUS', learner);
    await isText(`/center/school?cohort=${cohort.id}`, coordinator);
  });

  await t.test('H1 why a certificate is no more', async () => {
    const { course } = await does(coordinator, 'createCourse', { organizationId: center.id, title: said(200), level: 1, grants: 'REVOKED' }, 'course { id }');
    await does(coordinator, 'openCourse', { courseId: course.id }, 'course { id }');
    const start = Date.now() + 4000;
    const lessons = [{ title: said(200), startsAt: new Date(start).toISOString(), endsAt: new Date(start + day / 24).toISOString() }];
    const { cohort } = await does(coordinator, 'createCohort', { courseId: course.id, capacity: 1, lessons }, 'cohort { id event { id } shift { id } lessons { id } }');
    await coordinator.act(documents.publishEvent, { eventId: cohort.event.id });
    await learner.act(documents.signUp, { shiftId: cohort.shift.id });
    await pause(start + 500 - Date.now());
    const { cohortEnrollments } = await coordinator.get(`{ cohortEnrollments(cohortId: "${cohort.id}", first: 1) { id } }`);
    const [{ id: enrollmentId }] = cohortEnrollments;
    await does(coordinator, 'markLessonAttendance', { lessonId: cohort.lessons[0].id, marks: [{ enrollmentId, present: true }] }, 'lesson { id }');
    const { enrollment } = await does(coordinator, 'recordCourseResult', { enrollmentId, passed: true }, 'enrollment { certificate { id } }');
    await does(coordinator, 'revokeCertificate', { certificateId: enrollment.certificate.id, reason: because('Revoked') }, 'certificate { id }');
    await isText('/me/school', learner, 'Revoked: ');
    await isText(`/center/school?cohort=${cohort.id}`, coordinator);
  });

  await t.test('H1 goals, meetings and the end of mentoring', async () => {
    const { mentorship } = await does(leader, 'requestMentorship', { organizationId: leader.organizationId, needs: ['MONEY'], message: all }, 'mentorship { id }');
    const of = { mentorshipId: mentorship.id };
    await does(coordinator, 'answerMentorshipRequest', { ...of, accept: true }, 'mentorship { id }');
    await does(coordinator, 'recordFirstMentorshipMeeting', { ...of, heldAt: at(-1000), focus: 'SOCIAL', maturity: 2, goals: corpus.slice(0, 3), notes: all }, 'mentorship { id }');
    await does(leader, 'recordMentorshipMeeting', { ...of, heldAt: at(-1000), notes: all }, 'mentorship { id }');
    const desks = async (shows) => {
      await isText('/center/mentoring', coordinator, shows);
      await isText(`/desk/mentoring?organization=${leader.organizationId}`, leader, shows);
    };
    await desks();
    await does(coordinator, 'pauseMentorship', { ...of, reason: because('Paused') }, 'mentorship { id }');
    await desks('Paused: ');
    await does(coordinator, 'resumeMentorship', of, 'mentorship { id }');
    await does(coordinator, 'completeMentorship', { ...of, maturity: 3, outcome: all }, 'mentorship { id }');
    await isText('/mentoring?region=KZ-55');
    const again = await does(leader, 'requestMentorship', { organizationId: leader.organizationId, needs: ['MONEY'], message: all }, 'mentorship { id }');
    await does(coordinator, 'answerMentorshipRequest', { mentorshipId: again.mentorship.id, accept: false, reason: because('Declined') }, 'mentorship { id }');
    await desks('Declined: ');
  });

  await t.test('H1 projects, their indicators and reports', async () => {
    const apply = () => does(leader, 'applyForProject', {
      organizationId: leader.organizationId, funding: 'GRANT', title: said(200), description: said(), sum: '1000', startsOn: date(0), endsOn: date(40 * day),
      indicators: [{ title: said(200), source: 'DECLARED', target: 3 }],
    }, 'project { id }');
    const { project } = await apply();
    await does(coordinator, 'awardProject', { projectId: project.id, contractNumber: '<b>1</b>' }, 'project { id }');
    await does(leader, 'startProject', { projectId: project.id }, 'project { id }');
    const { report } = await does(leader, 'submitProjectReport', { projectId: project.id, text: all }, 'report { id }');
    await isText(`/projects/${project.id}`);
    await isText(`/projects/${project.id}`, coordinator);
    await isText('/projects?region=KZ-55');
    await isText('/center/projects', coordinator);
    await isText(`/desk/projects?organization=${leader.organizationId}`, leader);
    await does(coordinator, 'returnProjectReport', { reportId: report.id, reason: because('Returned') }, 'report { id }');
    for (const who of [leader, coordinator]) await isText(`/projects/${project.id}`, who, 'Returned: ');
    await does(coordinator, 'terminateProject', { projectId: project.id, reason: because('Terminated') }, 'project { id }');
    for (const who of [leader, coordinator]) await isText(`/projects/${project.id}`, who, 'Terminated: ');
    const { project: rejected } = await apply();
    await does(coordinator, 'rejectProject', { projectId: rejected.id, reason: because('Rejected') }, 'project { id }');
    for (const who of [leader, coordinator]) await isText(`/projects/${rejected.id}`, who, 'Rejected: ');
  });

  await t.test('H1 articles, their pictures, and what readers say is wrong in them', async () => {
    const page = await pageAs(browser, coordinator);
    const sent = await fetch(`${program.url}/pictures?organization=${center.id}`, {
      method: 'POST', headers: { 'Content-Type': 'image/png', Authorization: `Bearer ${coordinator.token}` }, body: await drawn(page),
    });
    assert.equal(sent.status, 201);
    const picture = await sent.json();
    await page.context().close();
    // In what a picture shows a bracket ends it.
    const shown = corpus.map((one) => `![Shown: ${one.replaceAll(/[[\]\n]/g, ' ')}](${picture.id})`).join('\n\n');
    const { article } = await does(coordinator, 'createArticle', {
      organizationId: center.id, kind: 'NEWS', title: said(200), summary: said(500), body: { en: `${all}\n\n${shown}`, ru: `${all}\n\n${shown}` }, regionId: region.id, directions: ['SOCIAL'],
    }, 'article { id }');
    await does(coordinator, 'publishArticle', { articleId: article.id }, 'article { id }');
    const { token } = await does(learner, 'reportMistake', { articleId: article.id, kind: 'MISTAKE', part: 'BODY', locale: 'en', quote: corpus[0], prefix: '', suffix: corpus[1], offset: 0, comment: all }, 'token');
    await isText(`/news/${article.id}`);
    await isText(`/news/${article.id}`, undefined, `Shown: ${corpus[0]}`);
    await isText('/news');
    await isText('/center/news', coordinator);
    const { mistakeReports } = await coordinator.get(`{ mistakeReports(articleId: "${article.id}", first: 1) { edges { node { id } } } }`);
    await does(coordinator, 'answerMistakeReport', { reportId: mistakeReports.edges[0].node.id, state: 'DECLINED', reply: because('Answered') }, 'report { id }');
    // The reader's browser keeps with what secret it asks.
    const kept = JSON.stringify([{ article: article.id, token }]);
    await isText(`/news/${article.id}`, learner, 'Answered: ', (page) => page.context().addInitScript((value) => localStorage.setItem('erikti.mistakes', value), kept));
  });

  await t.test('H1 declared hours, and why they do not count', async () => {
    const began = at(-3 * day);
    const { entries } = await does(learner, 'declareHours', {
      organizationId: leader.organizationId, startsAt: began, endsAt: new Date(Date.parse(began) + day / 24).toISOString(), description: all.slice(0, 500),
    }, 'entries { id }');
    await isText('/me/hours', learner);
    await isText(`/desk/hours?organization=${leader.organizationId}`, leader);
    await does(leader, 'rejectHours', { entryIds: entries.map(({ id }) => id), reason: because('Not counted') }, 'entries { id }');
    await isText('/me/hours', learner, 'Not counted: ');
  });

  await t.test('H1 what is disputed of hours, what is answered, and what is said of an event', async () => {
    const worker = await register(program, 'Worker');
    const { eventId, shiftId } = await draft(leader, 3, 4_000, 3_000);
    await leader.act(documents.publishEvent, { eventId });
    const { signup } = await worker.act(documents.signUp, { shiftId });
    const state = async () => (await leader.get('query ($id: ID!) { node(id: $id) { ... on Event { state } } }', { id: eventId })).node.state;
    for (let tries = 0; tries < 60 && (await state()) !== 'DONE'; tries++) await pause(500);
    await does(leader, 'settleEvent', { eventId, allPresent: true }, 'event { id }');
    const { dispute } = await does(worker, 'disputeHours', { signupId: signup.id, text: all.slice(0, 1000) }, 'dispute { id }');
    await isText('/me/hours', worker);
    await isText(`/desk/hours?organization=${leader.organizationId}`, leader);
    await does(leader, 'answerHourDispute', { disputeId: dispute.id, uphold: false, answer: because('Answered') }, 'dispute { id }');
    await isText('/me/hours', worker, 'Answered: ');
    await does(worker, 'rateEvent', { eventId, stars: 4, text: all.slice(0, 500) }, 'rating { stars }');
    await isText('/me/hours', worker);
    await isText(`/desk/events/${eventId}`, leader);
  });

  await t.test('H1 disciplines for which credits count, and why an award is refused', async () => {
    const [student, officer, programme] = await Promise.all(['student', 'university', 'program'].map((who) => as(program, who)));
    const { myCredit } = await student.get('{ myCredit { enrollments { id } awards { id state credits } } }');
    const [award] = myCredit.awards.filter(({ state }) => state === 'UNIVERSITY_CONFIRMED');
    await does(officer, 'offsetCredits', { awardId: award.id, discipline: all.slice(0, 200), credits: 1 }, 'award { id }');
    await isText('/me/hours', student);
    await isText('/university', officer, undefined, undefined, (page) => page.locator('select', { hasText: word('en', 'credit.state.UNIVERSITY_CONFIRMED') }).selectOption('UNIVERSITY_CONFIRMED'));
    await does(programme, 'rejectCreditAward', { awardId: award.id, reason: because('Refused') }, 'award { id }');
    await isText('/me/hours', student, 'Refused: ');
  });
});
