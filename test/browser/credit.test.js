// Student credit: a student takes a seat and claims, the university confirms, the programme approves and pays, and the
// student sees it live; the delays, for everybody.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { as, register } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { inBrowser, word } from './support/pages.js';
import { looksRight } from './support/looks.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowser('student credit', async (t, program, browser) => {
  const student = await as(program, 'student');
  const officer = await as(program, 'university');
  const admin = await as(program, 'program');
  const page = await pageAs(browser, student);
  const desk = await pageAs(browser, officer);
  const programme = await pageAs(browser, admin, { acceptDownloads: true });
  const { myCredit } = await student.get('{ myCredit { enrollments { studentNo organization { id name } } awards { id } } }');
  const [{ studentNo, organization: school }] = myCredit.enrollments;
  const before = myCredit.awards.map(({ id }) => id);
  let award;

  await t.test('a student takes a seat, and sees how many are left', async () => {
    await page.goto(`${program.url}/me/hours?lang=en`);
    const seats = page.locator('[data-seats]');
    await seats.waitFor();
    const free = Number(await seats.getAttribute('data-seats'));
    await page.locator('[data-offer="20"]').getByText(says('credit.claim.unassured')).waitFor();
    await page.getByLabel(says('credit.seat.accept')).check();
    await page.getByRole('button', { name: says('credit.seat.take') }).click();
    await page.locator('[data-seat=RESERVED]').waitFor();
    await page.locator(`[data-seats="${free - 1}"]`).waitFor();
    await page.locator('[data-offer="20"]').getByText(says('credit.claim.assured')).waitFor();
  });

  await t.test('F10 and claims 20 hours, once', async () => {
    await page.locator('[data-offer="20"]').getByRole('button').click();
    await page.locator('[data-award=CLAIMED]').waitFor();
    await page.locator('[data-award=CLAIMED] [data-due]').waitFor();
    await page.locator('[data-seat=USED]').waitFor();
    assert.equal(await page.locator('[data-offer]').count(), 0);
    const { myCredit: now } = await student.get('{ myCredit { awards { id } } }');
    [award] = now.awards.map(({ id }) => id).filter((id) => !before.includes(id));
    assert.equal(now.awards.length, before.length + 1);
  });

  await t.test('the officer of the university confirms it, and the student sees that', async () => {
    await desk.goto(`${program.url}/university?lang=en`);
    const row = desk.locator(`[data-award="${award}"]`);
    await row.getByText(studentNo).waitFor();
    await row.getByRole('button', { name: says('credit.confirm') }).click();
    await row.waitFor({ state: 'detached' });
    await page.locator('[data-award=CLAIMED]').waitFor({ state: 'detached' });
    assert.equal(await page.locator('[data-award=UNIVERSITY_CONFIRMED]').count(), 2);
  });

  await t.test('a student who asks is confirmed, another one declined, a third one by a list', async () => {
    const asking = desk.locator('[data-asks]');
    // Those whose names windows-1251 has letters for: a spreadsheet writes ? for the others.
    const all = await asking.evaluateAll((all) => all.map((one) => ({ number: one.dataset.asks, name: one.querySelector('strong').textContent })));
    const [first, third] = all.filter(({ name }) => /^[\s\w\-ЁёІіА-я]+$/.test(name));
    const second = all.find((one) => one !== first && one !== third);
    assert.ok(first && second && third, JSON.stringify(all));
    const numbers = [first, second, third].map(({ number }) => number);
    const one = (number) => desk.locator(`[data-asks="${number}"]`);
    const named = async (number) => (await one(number).locator('strong').textContent()).trim().split(' ');
    const confirmed = [numbers[0], ...(await named(numbers[0]))];
    await one(numbers[0]).getByRole('button', { name: says('credit.confirm') }).click();
    await one(numbers[0]).waitFor({ state: 'detached' });
    await one(numbers[1]).getByRole('button', { name: says('desk.decline') }).click();
    await one(numbers[1]).waitFor({ state: 'detached' });
    // As Excel writes it in Russian, and so long that it goes in two parts: those of the first were confirmed before.
    const rows = [['student_no', 'family_name', 'given_name'], ...Array(500).fill(confirmed), [numbers[2], ...(await named(numbers[2]))], ['X-1', 'Никто', 'Никто']];
    await desk.getByLabel(says('credit.file'), { exact: true }).setInputFiles({
      name: 'список.csv',
      mimeType: 'text/csv',
      buffer: windows1251(rows.map((row) => `${row.join(';')}\r\n`).join('')),
    });
    await desk.evaluate(() => {
      window.parts = [];
      new MutationObserver(() => window.parts.push(document.querySelector('[data-parts]')?.dataset.parts)).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await desk.getByRole('button', { name: says('credit.list.try') }).click();
    await desk.getByText(says('credit.list.would')).waitFor();
    await desk.getByText(`Would be confirmed: 1; were before: 500; cannot be used: 1`).waitFor();
    await desk.getByText(`Line 503: ${says('credit.row.NOT_REQUESTED')}`).waitFor();
    const shown = await desk.evaluate(() => window.parts);
    for (const part of ['0/2', '1/2', '2/2']) assert.ok(shown.includes(part), `${part} of ${shown}`);
    await one(numbers[2]).waitFor();
    await desk.getByRole('button', { name: says('credit.list.do') }).click();
    await one(numbers[2]).waitFor({ state: 'detached' });
  });

  await t.test('the programme approves it, pays it once however often the payer says so, and the student sees it', async () => {
    await programme.goto(`${program.url}/me?lang=en`);
    await programme.getByRole('link', { name: says('credit.programme') }).first().click();
    await programme.getByLabel(says('credit.university')).first().selectOption(school.id);
    const row = programme.locator(`[data-award="${award}"]`);
    await row.getByRole('button', { name: says('credit.approve') }).click();
    await row.waitFor({ state: 'detached' });
    await page.locator('[data-award=APPROVED]').waitFor();
    const [download] = await Promise.all([
      programme.waitForEvent('download'),
      programme.getByRole('button', { name: says('credit.payouts.do') }).click(),
    ]);
    const file = readFileSync(await download.path(), 'utf8').replace('\ufeff', '');
    assert.ok(file.startsWith('reference,institution,student_no,amount\n'));
    const mine = file.split('\n').find((line) => line.includes(`,${studentNo},`));
    assert.match(mine, /,20000$/);
    // Once as a spreadsheet writes it in UTF-16, once pasted.
    const answer = `reference,amount,status\n${mine.split(',')[0]},20000,PAID\n`;
    const buffer = Buffer.from(`\ufeff${answer.replaceAll(',', '\t')}`, 'utf16le');
    await programme.getByLabel(says('credit.file'), { exact: true }).setInputFiles({ name: 'paid.csv', mimeType: 'text/csv', buffer });
    for (const [paid, known] of [[1, 0], [0, 1]]) {
      if (known) await programme.getByLabel(says('credit.file.rows')).fill(answer);
      await programme.getByRole('button', { name: says('credit.payouts.in.do') }).click();
      await programme.getByText(`Paid: ${paid}; failed: 0; known before: ${known}; could not be used: 0`).waitFor();
    }
    await page.locator('[data-award=PAID]').waitFor();
    // The download was lost: the same file once more.
    await programme.reload();
    const [again] = await Promise.all([
      programme.waitForEvent('download'),
      programme.locator('[data-file]').first().getByRole('button', { name: says('credit.payouts.download') }).click(),
    ]);
    assert.equal(again.suggestedFilename(), download.suggestedFilename());
    assert.equal(readFileSync(await again.path(), 'utf8').replace('\ufeff', ''), file);
    await programme.getByLabel(says('credit.university')).first().selectOption(school.id);
    await programme.getByLabel(says('credit.state')).selectOption('PAID');
    await row.waitFor();
  });

  await t.test('what was paid is taken back, for a reason that the student reads', async () => {
    const row = programme.locator(`[data-award="${award}"]`);
    await row.getByRole('button', { name: says('credit.reverse') }).click();
    await row.getByLabel(says('credit.why')).fill('The host says nobody worked.');
    await row.getByRole('button', { name: says('credit.reverse') }).click();
    await page.locator('[data-award=REVERSED]').getByText('The host says nobody worked.').waitFor();
    await page.locator('[data-offer="20"]').waitFor();
  });

  await t.test('new rules hold from tomorrow on', async () => {
    const known = await programme.locator('[data-policy]').count();
    await programme.getByRole('button', { name: says('credit.policies.new') }).click();
    await programme.getByRole('button', { name: says('desk.save') }).first().click();
    await programme.locator('[data-policy]').nth(known).waitFor();
  });

  await t.test('what the last rules restrict holds in new ones, with every step of them', async () => {
    const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Almaty' });
    const year = Number(day(3).slice(0, 4));
    const rules = 'appliesFrom directions minEvidence tiers { minutes amount credits }';
    const latest = async () => (await admin.get(`query ($year: Int) { creditPolicies(fiscalYear: $year) { ${rules} } }`, { year })).creditPolicies.at(-1);
    await admin.act('mutation ($input: SetCreditPolicyInput!) { setCreditPolicy(input: $input) { policy { id } userErrors { code message path nextStep } } }', {
      fiscalYear: year,
      appliesFrom: day(3),
      capHours: 70,
      capCredits: 7,
      minEvidence: 2,
      directions: ['ANIMALS', 'SOCIAL'],
      tiers: [10, 20, 30, 50].map((hours) => ({ hours, amount: String(hours * 1000), credits: hours / 10 })),
    });
    await programme.reload();
    const card = programme.locator('[data-policy]').last();
    await card.getByText(says('credit.rules.directions')).waitFor();
    assert.equal(await card.locator('[data-evidence]').getAttribute('data-evidence'), '2');
    await programme.getByRole('button', { name: says('credit.policies.new') }).click();
    const form = programme.getByRole('form', { name: says('credit.policies.new') });
    await form.getByLabel(says('credit.policies.from')).fill(day(4));
    assert.equal(await form.getByRole('group', { name: /^Step \d/ }).count(), 4);
    await form.getByRole('group', { name: 'Step 1' }).getByRole('button', { name: says('credit.tier.remove') }).click();
    await form.getByRole('button', { name: says('credit.tier.add') }).click();
    const added = form.getByRole('group', { name: 'Step 4' });
    await added.getByLabel(says('credit.field.hours')).fill('60');
    await added.getByLabel(says('credit.field.amount')).fill('60000');
    await added.getByLabel(says('credit.field.credits')).fill('6');
    await form.getByRole('button', { name: says('desk.save') }).click();
    await form.waitFor({ state: 'detached' });
    const now = await latest();
    assert.equal(now.appliesFrom, day(4));
    assert.deepEqual([[...now.directions].sort(), now.minEvidence], [['ANIMALS', 'SOCIAL'], 2]);
    assert.deepEqual(now.tiers.map(({ minutes }) => minutes / 60).sort((a, b) => a - b), [20, 30, 50, 60]);
  });

  await t.test('on the fifth of January the awards, the seats, the delays and the claims of last year are found by choosing it', async () => {
    const last = (await student.get('{ myCredit { fiscalYear } }')).myCredit.fiscalYear;
    const inJanuary = async (one, path, options) => {
      const opened = await pageAs(browser, one, options);
      await opened.clock.setFixedTime(new Date(`${last + 1}-01-05T06:00:00Z`));
      await opened.goto(`${program.url}${path}?lang=en`);
      return opened;
    };
    /** Sees nothing of the new year, chooses the last one, and sees it there, also when the page is loaded anew. */
    const chooses = async (opened, found) => {
      await opened.getByRole('heading').first().waitFor();
      await opened.waitForLoadState('networkidle');
      assert.equal(await found.count(), 0);
      await opened.getByLabel(says('credit.year'), { exact: true }).selectOption(String(last));
      await found.first().waitFor();
      assert.equal(new URL(opened.url()).searchParams.get('year'), String(last));
      await opened.reload();
      await found.first().waitFor();
    };
    /** The input of the next call of a mutation. */
    const calls = async (opened, name, act) => {
      const [request] = await Promise.all([opened.waitForRequest((one) => one.postData()?.includes(name) ?? false), act()]);
      return request.postDataJSON().variables.input;
    };
    const officers = await inJanuary(officer, '/university');
    await chooses(officers, officers.locator('[data-award]'));
    const runs = await inJanuary(admin, '/programme', { acceptDownloads: true });
    await chooses(runs, runs.locator('[data-file]'));
    await runs.locator('[data-budget]').first().waitFor();
    await runs.locator('[data-host]').first().waitFor();
    const exported = await calls(runs, 'ExportPayouts', () => runs.getByRole('button', { name: says('credit.payouts.do') }).click());
    assert.equal(exported.fiscalYear, last);
    const visitor = await inJanuary(undefined, '/delays');
    await chooses(visitor, visitor.locator('[data-delays=all]'));
    const mine = await inJanuary(student, '/me/hours');
    await chooses(mine, mine.locator('[data-award]'));
    const claimed = await calls(mine, 'ClaimCredit', () => mine.locator('[data-offer="20"]').getByRole('button').click());
    assert.equal(claimed.fiscalYear, last);
    await mine.locator('[data-award=CLAIMED]').first().waitFor();
    for (const one of [officers, runs, visitor, mine]) assert.deepEqual([one.noted.complaints, one.noted.violations], [[], []]);
  });

  await t.test('who runs the programme says whose mail addresses are the university’s', async () => {
    const domains = async () => (await admin.get('query ($id: ID!) { universityDomains(organizationId: $id) }', { id: school.id })).universityDomains;
    const field = programme.getByLabel(says('credit.domains.field'));
    const section = programme.getByRole('region', { name: says('credit.domains'), exact: true });
    await programme.getByLabel(says('credit.university')).first().selectOption(school.id);
    await programme.getByText(`student of ${school.name} at once`).waitFor();
    await field.fill('Students.example.kz\nexample.edu.kz');
    await section.getByRole('button', { name: says('desk.save') }).click();
    await section.getByText(says('app.saved'), { exact: true }).waitFor();
    assert.deepEqual(await domains(), ['example.edu.kz', 'students.example.kz']);
    await programme.reload();
    await programme.getByLabel(says('credit.university')).first().selectOption(school.id);
    await programme.getByText(`student of ${school.name} at once`).waitFor();
    assert.equal(await field.inputValue(), 'example.edu.kz\nstudents.example.kz');
    await field.fill('example.edu.kz, no domain');
    await section.getByRole('button', { name: says('desk.save') }).click();
    await section.getByRole('alert').waitFor();
    assert.deepEqual(await domains(), ['example.edu.kz', 'students.example.kz']);
  });

  await t.test('a notice of an award leads to the awards', async () => {
    const inbox = await pageAs(browser, student);
    await inbox.goto(`${program.url}/me?lang=en`);
    await inbox.locator('a[href="/me/hours#awards"]').first().click();
    await inbox.locator('#awards').waitFor();
    await inbox.waitForFunction(() => document.getElementById('awards').getBoundingClientRect().top < innerHeight);
    assert.deepEqual([inbox.noted.complaints, inbox.noted.violations], [[], []]);
  });

  await t.test('a visitor and somebody else are told whose pages these are', async () => {
    const visitor = await openPage(browser);
    for (const path of ['/university', '/programme']) {
      await visitor.goto(`${program.url}${path}?lang=en`);
      await visitor.getByRole('link', { name: says('nav.signIn') }).first().waitFor();
    }
    const stranger = await pageAs(browser, await register(program, 'Stranger'));
    await stranger.goto(`${program.url}/university?lang=en`);
    await stranger.getByText(says('credit.desk.nobody')).waitFor();
    await stranger.goto(`${program.url}/programme?lang=en`);
    await stranger.getByText(says('credit.programme.nobody')).waitFor();
    await stranger.goto(`${program.url}/me?lang=en`);
    await stranger.getByText(says('me.empty.title')).waitFor();
    await stranger.waitForLoadState('networkidle');
    assert.equal(await stranger.getByRole('link', { name: says('credit.programme') }).count(), 0);
    await stranger.goto(`${program.url}/me/hours?lang=en`);
    await stranger.getByText(says('credit.studies.none')).waitFor();
    await stranger.getByLabel(says('credit.university'), { exact: true }).selectOption(school.id);
    await stranger.getByLabel(says('credit.studentNo')).fill('26-7');
    await stranger.getByRole('button', { name: says('credit.studies.ask') }).click();
    await stranger.locator('[data-enrollment=REQUESTED]').waitFor();
    await desk.locator('[data-asks="26-7"]').getByRole('button', { name: says('credit.confirm') }).click();
    // Without an hour of work: what a seat is for is said before.
    await stranger.locator('[data-enrollment=CONFIRMED]').waitFor();
    await stranger.getByText(/payment is not assured/).and(stranger.getByText(says('credit.seat.about'))).waitFor();
    assert.equal(await stranger.locator('[data-offer]').count(), 0);
    // The officer ends it, and after another confirmation the student.
    await desk.getByLabel(says('credit.studentNo'), { exact: true }).fill('26-7');
    await desk.getByRole('button', { name: says('credit.students.find'), exact: true }).click();
    const found = desk.locator('[data-student="26-7"]');
    await found.getByRole('button', { name: says('credit.students.end') }).click();
    await found.getByRole('button', { name: says('credit.studies.end.do') }).click();
    await desk.getByText(says('credit.students.nobody')).waitFor();
    await stranger.locator('[data-enrollment=ENDED]').waitFor();
    await stranger.getByLabel(says('credit.university'), { exact: true }).selectOption(school.id);
    await stranger.getByLabel(says('credit.studentNo')).fill('26-8');
    await stranger.getByRole('button', { name: says('credit.studies.ask') }).click();
    await desk.locator('[data-asks="26-8"]').getByRole('button', { name: says('credit.confirm') }).click();
    const own = stranger.locator('[data-enrollment=CONFIRMED]');
    await own.getByRole('button', { name: says('credit.studies.end') }).click();
    await own.getByRole('button', { name: says('credit.studies.end.do') }).click();
    await own.waitFor({ state: 'detached' });
    assert.equal(await stranger.locator('[data-enrollment=ENDED]').count(), 2);
  });

  await t.test('everybody sees the delays, and none that could be somebody’s', async () => {
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}/delays?lang=en`);
    await visitor.locator(`[data-delays="${school.id}"]`).waitFor();
    const country = await visitor.locator('[data-delays=all]').textContent();
    assert.match(country, /\d d/);
    assert.match(country, /overdue/);
    assert.deepEqual([visitor.noted.complaints, visitor.noted.violations], [[], []]);
  });

  await t.test('nothing was complained of', () => {
    for (const one of [page, desk, programme]) assert.deepEqual([one.noted.complaints, one.noted.violations], [[], []]);
  });

  await looksRight(t, program, browser, [['/me/hours', student], ['/university', officer], ['/programme', admin], ['/delays', student]]);
});

/** Text in windows-1251: its letters from А to я stand together, and І and і among the signs before them. */
function windows1251(text) {
  const byte = (code) => (code < 128 ? code : code === 0x406 ? 0xb2 : code === 0x456 ? 0xb3 : code === 0x401 ? 0xa8 : code === 0x451 ? 0xb8 : code - 0x350);
  const bytes = Buffer.from([...text].map((letter) => byte(letter.codePointAt(0))));
  assert.equal(new TextDecoder('windows-1251').decode(bytes), text);
  return bytes;
}
