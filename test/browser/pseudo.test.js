// Words of any language fit: every page at 360 px with words longer by two fifths.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { documents, organizer, publish, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { inBrowser } from './support/pages.js';
import { misplaced, readPseudo } from './support/pseudo.js';
import { pageAs } from './support/session.js';

/** A project of the host that is under way. */
async function project(host) {
  const { projects } = await host.get(`{ projects(organizationId: "${host.organizationId}", state: RUNNING, first: 1) { edges { node { id } } } }`);
  return projects.edges[0].node.id;
}

const phone = { viewport: { width: 360, height: 740 } };

inBrowser('H9 longer words fit on a phone', async (t, program, browser) => {
  const host = await organizer(program);
  const { eventId, shiftId } = await publish(host, 3);
  const person = await register(program, 'Person');
  await person.act(documents.signUp, { shiftId });
  const account = { email: 'coordinator@demo.example', password: 'erikti-demo' };
  const center = await new Caller(program).act(documents.signIn, account);
  const of = async (who) => new Caller(program).act(documents.signIn, { ...account, email: `${who}@demo.example` });
  const organization = `organization=${host.organizationId}`;
  for (const [path, who] of [
    ['/'],
    ['/regions/KZ-55'],
    ['/directions/SOCIAL'],
    ['/events'],
    [`/events/${eventId}`, person],
    ['/organizations'],
    [`/organizations/${host.organizationId}`, person],
    ['/centers/KZ-55'],
    ['/sign-in'],
    ['/register'],
    ['/claim'],
    ['/me', person],
    ['/me/hours', await of('student')],
    ['/university', await of('university')],
    ['/programme', await of('program')],
    ['/delays'],
    ['/me/profile', person],
    ['/me/passports', person],
    ['/verify'],
    ['/me/privacy', person],
    ['/me/security', person],
    [`/desk?${organization}`, host],
    ['/desk/events/new', host],
    [`/desk/events/${eventId}`, host],
    [`/desk/shifts/${shiftId}`, host],
    [`/desk/organization?${organization}`, host],
    ['/desk/organization/new', host],
    [`/desk/organization/members?${organization}`, host],
    [`/desk/organization/people?${organization}`, host],
    ['/center/requests', center],
    ['/center', center],
    ['/center/mentoring', center],
    [`/desk/hours?${organization}`, host],
    [`/desk/mentoring?${organization}`, host],
    ['/mentoring'],
    ['/projects'],
    [`/projects/${await project(host)}`, host],
    [`/desk/projects?${organization}`, host],
    ['/center/projects', center],
  ]) {
    await t.test(path.replace(/\w{3}_[\w-]+/g, ':id'), async () => {
      const page = who ? await pageAs(browser, who, phone) : await openPage(browser, phone);
      await readPseudo(page);
      await page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      assert.match(await page.locator('body').textContent(), /lôrém/);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      assert.deepEqual(await misplaced(page), []);
      await page.context().close();
    });
  }

  await t.test('what is cut off or lies over another text is found', async () => {
    const page = await openPage(browser, phone);
    await page.goto(`${program.url}/claim?lang=en`);
    await page.locator('h1').waitFor();
    await page.evaluate(() => {
      const heading = document.querySelector('h1');
      Object.assign(heading.style, { width: '3rem', overflow: 'hidden', whiteSpace: 'nowrap' });
      document.querySelector('form label').style.marginTop = '-3rem';
    });
    const found = await misplaced(page);
    assert.ok(found.some((one) => one.startsWith('cut off')), String(found));
    assert.ok(found.some((one) => one.startsWith('over one another')), String(found));
  });
});
