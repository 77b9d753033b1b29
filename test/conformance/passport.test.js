// A passport is checked by a verifier that is not ours.
import assert from 'node:assert/strict';
import { Caller } from './support/api.js';
import { documents } from './support/network.js';
import { issuerOf, verify } from './support/verifier.js';
import { onEachDatabase } from './support/with-program.js';

const issue = `mutation ($input: IssuePassportInput!) { issuePassport(input: $input) {
  passport { id credential credentialUrl } userErrors { code message path nextStep } } }`;
const revoke = `mutation ($input: RevokePassportInput!) { revokePassport(input: $input) {
  passport { state } userErrors { code message path nextStep } } }`;
const ours = `query ($input: VerifyPassportInput!) { verifyPassport(input: $input) { check { state } userErrors { code } } }`;

onEachDatabase('a passport, to a foreign verifier', async (t, program) => {
  const { token } = await new Caller(program).act(documents.signIn, { email: 'volunteer@demo.example', password: 'erikti-demo' });
  const holder = new Caller(program, { token });
  const visitor = new Caller(program);
  const all = { name: true, hours: true, directions: true, years: true };
  const issued = [];
  for (const locale of ['kk', 'ru', 'en']) issued.push((await holder.act(issue, { ...all, locale })).passport);
  const credential = JSON.parse(issued[0].credential);
  const state = async (given) => (await visitor.get(ours, { input: { credential: JSON.stringify(given) } })).verifyPassport.check.state;
  const say = (what, found) => t.diagnostic(`${what}: ${JSON.stringify(found)}`);

  await t.test('as it was issued, it is good, in each language', async () => {
    for (const { credential: text } of issued) {
      const found = await verify(JSON.parse(text));
      say('good', found);
      assert.deepEqual(found, { verified: true, words: [], status: { verified: true, set: [false] } });
      assert.equal(await state(JSON.parse(text)), 'GOOD');
    }
    const file = await fetch(issued[0].credentialUrl);
    assert.deepEqual(await file.json(), credential);
  });

  await t.test('whatever is altered, it says so', async () => {
    const changes = [
      (c) => { c.credentialSubject.result[0].value = 'PT999H0M'; },
      (c) => { c.credentialSubject.identifier[0].identityHash = 'Somebody Else'; },
      (c) => { c.validUntil = '2099-01-01T00:00:00Z'; },
      (c) => { c.credentialSubject.creditsEarned = 7; },
      (c) => { c.credentialStatus.statusListIndex = String(Number(c.credentialStatus.statusListIndex) + 1); },
      (c) => { c.proof.created = '2020-01-01T00:00:00Z'; },
      (c) => { c.unheardOf = 'Gold'; },
    ];
    for (const change of changes) {
      const altered = structuredClone(credential);
      change(altered);
      const found = await verify(altered);
      say(`altered by ${change}`, found);
      assert.equal(found.verified, false);
      assert.equal(await state(altered), 'ALTERED');
    }
  });

  await t.test('a key that the issuer does not publish is unknown', async () => {
    const strange = structuredClone(credential);
    strange.proof.verificationMethod += '0';
    const found = await verify(strange);
    say('unknown key', found);
    assert.equal(found.verified, false);
    assert.equal(await state(strange), 'UNKNOWN_KEY');
  });

  await t.test('revoked, it says so, and the others stay', async () => {
    await holder.act(revoke, { passportId: issued[0].id });
    const found = await verify(credential);
    say('revoked', found);
    assert.equal(found.verified && !found.status.set[0], false);
    assert.deepEqual(found.status.set, [true]);
    assert.equal(await state(credential), 'REVOKED');
    assert.equal((await verify(JSON.parse(issued[1].credential))).verified, true);
    assert.equal((await fetch(issued[0].credentialUrl)).status, 410);
  });

  await t.test('of a key that was lost nothing is good any more, and of the next one it is', async () => {
    const lost = JSON.parse(issued[1].credential);
    const [, key] = lost.proof.verificationMethod.split('#');
    say('the command', program.command('keys', 'signing', 'distrust', key).split('\n'));
    const found = await verify(lost);
    say('of a lost key', found);
    assert.equal(found.verified, false);
    assert.equal(await state(lost), 'DISTRUSTED_KEY');
    assert.equal((await fetch(issued[1].credentialUrl)).status, 410);
    issued.push((await holder.act(issue, { ...all, locale: 'en' })).passport);
    const next = JSON.parse(issued[3].credential);
    assert.notEqual(next.proof.verificationMethod, lost.proof.verificationMethod);
    assert.deepEqual(await verify(next), { verified: true, words: [], status: { verified: true, set: [false] } });
    assert.equal(await state(next), 'GOOD');
  });

  await t.test('without a network, the published keys are enough', async () => {
    const kept = await issuerOf(credential);
    await program.kill();
    const other = JSON.parse(issued[3].credential);
    assert.equal((await verify(JSON.parse(issued[1].credential), kept)).verified, false);
    assert.equal((await verify(other, kept)).verified, true);
    other.credentialSubject.result[0].value = 'PT999H0M';
    assert.equal((await verify(other, kept)).verified, false);
    await assert.rejects(issuerOf(credential), 'there is no network');
  });
});
