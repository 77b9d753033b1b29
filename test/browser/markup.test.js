// What people write is text on every page: a corpus of what browsers have taken for markup stands in every text of
// campaigns, studies, courses, mentoring, projects, articles and mistakes; no script runs, no element is made of it.
import assert from 'node:assert/strict';
import { as, documents, founder, register } from '../conformance/support/network.js';
import { corpus } from './support/corpus.js';
import { inBrowserOnEach } from './support/pages.js';
import { pageAs } from './support/session.js';

const all = corpus.join(' ');
const refusals = 'userErrors { code message path }';
const day = 86_400_000;

inBrowserOnEach('what people write is text', async (t, program, browser) => {
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
  const at = (ahead) => new Date(Date.now() + ahead).toISOString();
  const date = (ahead) => at(ahead).slice(0, 10);

  /** Opens a page as somebody, unfolds all of it, and looks for what markup would have done. */
  const isText = async (path, who, shows = corpus[1]) => {
    const page = await pageAs(browser, who, { viewport: { width: 360, height: 740 } });
    await page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await page.locator('h1').first().waitFor();
    await page.getByText(shows.slice(0, 30)).first().waitFor({ state: 'attached' });
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

  await t.test('H1 goals, meetings and the end of mentoring', async () => {
    const { mentorship } = await does(leader, 'requestMentorship', { organizationId: leader.organizationId, needs: ['MONEY'], message: all }, 'mentorship { id }');
    const of = { mentorshipId: mentorship.id };
    await does(coordinator, 'answerMentorshipRequest', { ...of, accept: true }, 'mentorship { id }');
    await does(coordinator, 'recordFirstMentorshipMeeting', { ...of, heldAt: at(-1000), focus: 'SOCIAL', maturity: 2, goals: corpus.slice(0, 3), notes: all }, 'mentorship { id }');
    await does(leader, 'recordMentorshipMeeting', { ...of, heldAt: at(-1000), notes: all }, 'mentorship { id }');
    await isText('/center/mentoring', coordinator);
    await isText(`/desk/mentoring?organization=${leader.organizationId}`, leader);
    await does(coordinator, 'completeMentorship', { ...of, maturity: 3, outcome: all }, 'mentorship { id }');
    await isText('/mentoring?region=KZ-55');
  });

  await t.test('H1 projects, their indicators and reports', async () => {
    const { project } = await does(leader, 'applyForProject', {
      organizationId: leader.organizationId, funding: 'GRANT', title: said(200), description: said(), sum: '1000', startsOn: date(0), endsOn: date(40 * day),
      indicators: [{ title: said(200), source: 'DECLARED', target: 3 }],
    }, 'project { id }');
    await does(coordinator, 'awardProject', { projectId: project.id, contractNumber: '<b>1</b>' }, 'project { id }');
    await does(leader, 'startProject', { projectId: project.id }, 'project { id }');
    await does(leader, 'submitProjectReport', { projectId: project.id, text: all }, 'report { id }');
    await isText(`/projects/${project.id}`);
    await isText(`/projects/${project.id}`, coordinator);
    await isText('/projects?region=KZ-55');
    await isText('/center/projects', coordinator);
    await isText(`/desk/projects?organization=${leader.organizationId}`, leader);
  });

  await t.test('H1 articles, and what readers say is wrong in them', async () => {
    const { article } = await does(coordinator, 'createArticle', {
      organizationId: center.id, kind: 'NEWS', title: said(200), summary: said(500), body: said(), regionId: region.id, directions: ['SOCIAL'],
    }, 'article { id }');
    await does(coordinator, 'publishArticle', { articleId: article.id }, 'article { id }');
    await does(learner, 'reportMistake', { articleId: article.id, kind: 'MISTAKE', part: 'BODY', locale: 'en', quote: corpus[0], prefix: '', suffix: corpus[1], offset: 0, comment: all }, 'reported');
    await isText(`/news/${article.id}`);
    await isText('/news');
    await isText('/center/news', coordinator);
  });
});
