// The people and events of a test, made through the API.
import { randomUUID } from 'node:crypto';
import { Caller } from './api.js';

const refusals = 'userErrors { code message path nextStep }';
const counts = 'id version state capacity confirmed held waitlisted available';

export const documents = {
  register: `mutation ($input: RegisterInput!) { register(input: $input) { token ${refusals} } }`,
  signIn: `mutation ($input: SignInInput!) { signIn(input: $input) { token ${refusals} } }`,
  createOrganization: `mutation ($input: CreateOrganizationInput!) {
    createOrganization(input: $input) { organization { id version status } ${refusals} } }`,
  submitOrganization: `mutation ($input: SubmitOrganizationInput!) {
    submitOrganization(input: $input) { organization { id version status } ${refusals} } }`,
  verifyOrganization: `mutation ($input: VerifyOrganizationInput!) {
    verifyOrganization(input: $input) { organization { id version status } ${refusals} } }`,
  createEvent: `mutation ($input: CreateEventInput!) {
    createEvent(input: $input) { event { id state shifts { id } } ${refusals} } }`,
  publishEvent: `mutation ($input: PublishEventInput!) { publishEvent(input: $input) { event { state } ${refusals} } }`,
  cancelEvent: `mutation ($input: CancelEventInput!) { cancelEvent(input: $input) { event { state } ${refusals} } }`,
  signUp: `mutation ($input: SignUpForShiftInput!) { signUpForShift(input: $input) {
    signup { id state } waitlistEntry { id state position } shift { id live { ${counts} } } ${refusals} } }`,
  cancelSignup: `mutation ($input: CancelSignupInput!) {
    cancelSignup(input: $input) { signup { id state } ${refusals} } }`,
  declareHours: `mutation ($input: DeclareHoursInput!) { declareHours(input: $input) { entries { id } ${refusals} } }`,
  places: `{ viewer { places {
    ... on Signup { kind: __typename id signup: state shift { id } }
    ... on WaitlistEntry { kind: __typename id waiting: state position shift { id } } } } }`,
  eventCapacity: `subscription ($eventId: ID!) {
    eventCapacity(eventId: $eventId) { eventId ${counts} shifts { shiftId eventId ${counts} } } }`,
  shiftCapacities: `subscription ($where: ShiftCapacityFilter) {
    shiftCapacities(where: $where) { reset removed shifts { shiftId eventId ${counts} } } }`,
  liveEvent: `query ($where: EventWhereInput) { events(where: $where) {
    edges { node { live { eventId ${counts} shifts { shiftId eventId ${counts} } } } } } }`,
};

/** Registers a new person. */
export async function register(program, name) {
  const account = { email: `${name}-${randomUUID()}@clients.example`, password: `password of ${name}` };
  const { token } = await new Caller(program).act(documents.register, {
    ...account,
    givenName: name,
    familyName: 'Test',
    birthDate: '1990-05-17',
  });
  return Object.assign(new Caller(program, { token }), account);
}

/** Signs in as somebody of the demo's cast. */
export async function as(program, who) {
  const { token } = await new Caller(program).act(documents.signIn, { email: `${who}@demo.example`, password: 'erikti-demo' });
  return new Caller(program, { token });
}

/** Signs in as the demo's organizer, who runs an organization in Pavlodar. */
export async function organizer(program) {
  const caller = await as(program, 'organizer');
  const { viewer } = await caller.get('{ viewer { memberships { role status organization { id } } } }');
  const run = viewer.memberships.find(({ role, status }) => status === 'ACTIVE' && ['ADMIN', 'COORDINATOR'].includes(role));
  caller.organizationId = run.organization.id;
  return caller;
}

/** Founds an organization in Pavlodar that its center verified; its founder, who carries its id. */
export async function founder(program, name, center) {
  const caller = await register(program, 'Founder');
  const { regions } = await caller.get('{ regions { id iso } }');
  const { organization } = await caller.act(documents.createOrganization, {
    name: { en: name, ru: name, kk: name },
    legalForm: 'INFORMAL_GROUP',
    homeRegionId: regions.find(({ iso }) => iso === 'KZ-55').id,
    directions: ['SOCIAL'],
    contactEmail: 'group@clients.example',
  });
  await caller.act(documents.submitOrganization, { organizationId: organization.id });
  await center.act(documents.verifyOrganization, { organizationId: organization.id });
  caller.organizationId = organization.id;
  return caller;
}

/**
 * The mandate of Pavlodar passes to a center that is new: its head, ADMIN of it, who carries its id; and a RESEARCHER, whom
 * the head invited. Nobody of the demo's own center can invite anybody.
 */
export async function newCenter(program, name) {
  const admin = await as(program, 'admin');
  const head = await founder(program, name, await as(program, 'coordinator'));
  const { regions } = await admin.get('{ regions { id iso supportCenters { id } } }');
  const region = regions.find(({ iso }) => iso === 'KZ-55');
  const mandate = (which) => `mutation ($input: ${which}MandateInput!) { ${which === 'End' ? 'end' : 'give'}Mandate(input: $input) { ${refusals} } }`;
  for (const { id: supportCenterId } of region.supportCenters) await admin.act(mandate('End'), { supportCenterId });
  await admin.act(mandate('Give'), { organizationId: head.organizationId, regionId: region.id });
  const researcher = await register(program, 'Researcher');
  const { inviteUrl } = await head.act(`mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl ${refusals} } }`, {
    organizationId: head.organizationId,
    email: 'researcher@clients.example',
    role: 'RESEARCHER',
  });
  const token = new URL(inviteUrl).searchParams.get('token');
  await researcher.act(`mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ${refusals} } }`, { token });
  return { head, researcher, regionId: region.id };
}

const day = 86_400_000;

/** Makes a draft of an event with one shift, next week or in some milliseconds; returns the ids of both. */
export async function draft(host, capacity, startsIn = 7 * day, lasts = day / 8, more = {}) {
  const start = Date.now() + startsIn;
  const [startsAt, endsAt] = [start, start + lasts].map((moment) => new Date(moment).toISOString());
  const { event } = await host.act(documents.createEvent, {
    organizationId: host.organizationId,
    title: { kk: 'Ертіс жағасын тазалау', ru: 'Уборка берега Иртыша', en: 'Cleaning the bank of the Irtysh' },
    directions: ['SOCIAL'],
    startsAt,
    endsAt,
    timeZone: 'Asia/Almaty',
    shifts: [{ title: { en: 'Morning' }, startsAt, endsAt, capacity }],
    ...more,
  });
  return { eventId: event.id, shiftId: event.shifts[0].id };
}

/** Makes such an event and publishes it; returns the ids of both. */
export async function publish(host, capacity, startsIn, more) {
  const ids = await draft(host, capacity, startsIn, undefined, more);
  await host.act(documents.publishEvent, { eventId: ids.eventId });
  return ids;
}

/** The places of an event as the database has them now. */
export async function liveEvent(caller, eventId) {
  const { events } = await caller.get(documents.liveEvent, { where: { id: eventId } });
  return events.edges[0].node.live;
}

/** The places and waiting entries that somebody has on a shift. */
export async function placesOn(caller, shiftId) {
  const { viewer } = await caller.get(documents.places);
  return viewer.places.filter(({ shift }) => shift.id === shiftId);
}
