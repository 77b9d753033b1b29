// A certificate of the School of Volunteers is checked by a verifier that is not ours, as a passport is.
import assert from 'node:assert/strict';
import { Caller } from './support/api.js';
import { as, documents, register } from './support/network.js';
import { pause } from './support/program.js';
import { issuerOf, verify } from './support/verifier.js';
import { onEachDatabase } from './support/with-program.js';

const refusals = 'userErrors { code message path nextStep }';
const act = (name, returns) => `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${returns} ${refusals} } }`;
const ours = `query ($input: VerifyPassportInput!) { verifyPassport(input: $input) { check { state } ${refusals} } }`;

onEachDatabase('a certificate, to a foreign verifier', async (t, program) => {
  const trainer = await as(program, 'coordinator');
  const visitor = new Caller(program);
  const issued = await teach(program, trainer);
  const [credential, other] = await Promise.all(issued.map(async ({ credentialUrl }) => (await fetch(credentialUrl)).json()));
  const state = async (given) => (await visitor.get(ours, { input: { credential: JSON.stringify(given) } })).verifyPassport.check?.state;

  await t.test('as it was issued, it is good, and says what was passed but not by whom', async () => {
    const found = await verify(credential);
    t.diagnostic(`good: ${JSON.stringify(found)}`);
    assert.deepEqual(found, { verified: true, words: [], status: { verified: true, set: [false] } });
    assert.equal(await state(credential), 'GOOD');
    assert.match(JSON.stringify(credential), /Rescue on the dike/);
    assert.doesNotMatch(JSON.stringify(credential), /Aliya|Bolat/);
  });

  await t.test('whatever is altered, it says so', async () => {
    for (const path of leaves(credential)) {
      const altered = alter(credential, path);
      const found = await verify(altered);
      assert.equal(found.verified, false, path.join('.'));
      assert.notEqual(await state(altered), 'GOOD', path.join('.'));
    }
    const more = { ...credential, unheardOf: 'Gold' };
    assert.equal((await verify(more)).verified, false);
    assert.equal(await state(more), 'ALTERED');
  });

  await t.test('a key that the issuer does not publish is unknown', async () => {
    const strange = structuredClone(credential);
    strange.proof.verificationMethod += '0';
    assert.equal((await verify(strange)).verified, false);
    assert.equal(await state(strange), 'UNKNOWN_KEY');
  });

  await t.test('revoked, it says so, and the others stay', async () => {
    await trainer.act(act('revokeCertificate', 'certificate { state }'), { certificateId: issued[0].id, reason: 'It was another person.' });
    const found = await verify(credential);
    t.diagnostic(`revoked: ${JSON.stringify(found)}`);
    assert.deepEqual(found.status.set, [true]);
    assert.equal(await state(credential), 'REVOKED');
    assert.equal((await fetch(issued[0].credentialUrl)).status, 410);
    assert.deepEqual((await verify(other)).status, { verified: true, set: [false] });
    assert.equal(await state(other), 'GOOD');
  });

  await t.test('without a network, the published keys are enough', async () => {
    const kept = await issuerOf(other);
    await program.kill();
    assert.equal((await verify(other, kept)).verified, true);
    assert.equal((await verify(alter(other, ['validFrom']), kept)).verified, false);
  });
});

/** Two people who pass a course of the center; their certificates. */
async function teach(program, trainer) {
  const { viewer } = await trainer.get('{ viewer { memberships { role organization { id } } } }');
  const { organization } = viewer.memberships.find(({ role }) => role === 'TRAINER');
  const title = { en: 'Rescue on the dike' };
  const { course } = await trainer.act(act('createCourse', 'course { id }'), { organizationId: organization.id, title, level: 1, grants: 'DIKE_RESCUE', validMonths: 12 });
  await trainer.act(act('openCourse', 'course { state }'), { courseId: course.id });
  const start = Date.now() + 4000;
  const [startsAt, endsAt] = [start, start + 3_600_000].map((at) => new Date(at).toISOString());
  const { cohort } = await trainer.act(act('createCohort', 'cohort { id event { id } shift { id } }'), { courseId: course.id, capacity: 2, lessons: [{ title, startsAt, endsAt }] });
  await trainer.act(documents.publishEvent, { eventId: cohort.event.id });
  for (const name of ['Aliya', 'Bolat']) await (await register(program, name)).act(documents.signUp, { shiftId: cohort.shift.id });
  await pause(start + 1000 - Date.now());
  const { cohortEnrollments } = await trainer.get(`{ cohortEnrollments(cohortId: "${cohort.id}", first: 10) { id } }`);
  const passed = [];
  for (const { id: enrollmentId } of cohortEnrollments) {
    const { enrollment } = await trainer.act(act('recordCourseResult', 'enrollment { certificate { id credentialUrl } }'), { enrollmentId, passed: true });
    passed.push(enrollment.certificate);
  }
  return passed;
}

/** The paths of all texts and numbers in a document but those of its context and the proof itself, which no change is hidden in. */
function leaves(value, path = []) {
  if (path[0] === '@context') return [];
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
}

/** A copy in which one value is another one of its kind. */
function alter(document, path) {
  const copy = structuredClone(document);
  const last = path.at(-1);
  const at = path.slice(0, -1).reduce((part, key) => part[key], copy);
  at[last] = another(at[last]);
  return copy;
}

function another(value) {
  if (typeof value !== 'string') return value + 1;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return `2020${value.slice(4)}`;
  return /\d$/.test(value) ? value.slice(0, -1) + ((Number(value.at(-1)) + 1) % 10) : `${value}x`;
}
