// Every page with something on it, and who reads it.
import { Caller } from '../../conformance/support/api.js';
import { as, documents, organizer, publish, register } from '../../conformance/support/network.js';

/** The addresses of the pages, each with the one who reads it, if it is not for visitors. */
export async function everyPage(program) {
  const host = await organizer(program);
  // In forty days nobody of the demo has a place yet, at any time of the day.
  const { eventId, shiftId } = await publish(host, 3, 40 * 86_400_000);
  const person = await register(program, 'Person');
  await person.act(documents.signUp, { shiftId });
  // One that begins soon: its codes are shown already.
  const soon = await publish(host, 3, 20 * 60_000);
  await person.act(documents.signUp, { shiftId: soon.shiftId });
  const account = { email: 'coordinator@demo.example', password: 'erikti-demo' };
  const center = await new Caller(program).act(documents.signIn, account);
  const of = async (who) => new Caller(program).act(documents.signIn, { ...account, email: `${who}@demo.example` });
  const organization = `organization=${host.organizationId}`;
  return [
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
    ['/me/school', person],
    ['/me/passports', person],
    [`/passports/${await passport(await as(program, 'volunteer'))}`],
    ['/verify'],
    ['/me/privacy', person],
    ['/me/interviews', await of('volunteer')],
    ['/me/security', person],
    [`/desk?${organization}`, host],
    ['/desk/events/new', host],
    [`/desk/events/${eventId}`, host],
    [`/desk/shifts/${shiftId}`, host],
    [`/desk/shifts/${soon.shiftId}/code`, host],
    [`/desk/shifts/${soon.shiftId}/scan`, host],
    [`/desk/events/${soon.eventId}/came`, host],
    [`/check-in?shift=${soon.shiftId}`, person],
    [`/me/code/${soon.shiftId}`, person],
    [`/kiosk#${await kiosk(host, soon.shiftId)}`],
    [`/widget/sign-up?shift=${shiftId}`],
    [`/desk/organization?${organization}`, host],
    ['/desk/organization/new', host],
    [`/desk/organization/members?${organization}`, host],
    [`/desk/organization/people?${organization}`, host],
    ['/center/requests', center],
    ['/center', center],
    ['/center/hours', center],
    ['/center/mentoring', center],
    [`/desk/hours?${organization}`, host],
    [`/desk/mentoring?${organization}`, host],
    ['/mentoring'],
    ['/projects'],
    [`/projects/${await project(host)}`, host],
    [`/desk/projects?${organization}`, host],
    ['/center/projects', center],
    ['/center/research', center],
    ['/research'],
    [`/research/${await study(host)}`],
    ['/about/data'],
    ['/center/school', center],
    ['/courses'],
    [`/courses/${await course(host)}`, person],
    ['/center/news', center],
    ['/news'],
    [`/news/${await first(host, 'articles')}`],
    [`/campaigns/${await first(host, 'campaigns')}`],
  ];
}

/** A page of `everyPage` in a language. */
export function addressOf(program, path, language) {
  const url = new URL(path, program.url);
  url.searchParams.set('lang', language);
  return String(url);
}

/** A page of `everyPage` for the name of a test: the same in each run. */
export function nameOf(path) {
  return path.replace(/\w{3}_[\w-]+/g, ':id').replace(/(?<=^\/passports\/).*/, ':number').replace(/#.*/, '#:token');
}

/** The number of a passport that was issued. */
async function passport(holder) {
  const issue = `mutation ($input: IssuePassportInput!) { issuePassport(input: $input) { passport { number } userErrors { code message } } }`;
  return (await holder.act(issue, { name: true, hours: true, directions: true, years: true })).passport.number;
}

/** The token of a kiosk that shows the code of a shift. */
async function kiosk(host, shiftId) {
  const open = `mutation ($input: OpenKioskInput!) { openKiosk(input: $input) { token userErrors { code message } } }`;
  return (await host.act(open, { shiftId })).token;
}

/** A course that is taught. */
async function course(host) {
  const { courses } = await host.get('{ courses(state: OPEN, first: 1) { edges { node { id } } } }');
  return courses.edges[0].node.id;
}

/** A project of the host that is under way. */
async function project(host) {
  const { projects } = await host.get(`{ projects(organizationId: "${host.organizationId}", state: RUNNING, first: 1) { edges { node { id } } } }`);
  return projects.edges[0].node.id;
}

/** A published study. */
async function study(host) {
  const { studies } = await host.get('{ studies(state: PUBLISHED, first: 1) { edges { node { id } } } }');
  return studies.edges[0].node.id;
}

/** The first row of a list. */
async function first(host, list) {
  const { [list]: rows } = await host.get(`{ ${list}(first: 1) { edges { node { id } } } }`);
  return rows.edges[0].node.id;
}
