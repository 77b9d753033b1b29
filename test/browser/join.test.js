// Finding an event and joining it: places that fall under the reader's eyes, the queue, offers, undoing.
import assert from 'node:assert/strict';
import { documents, organizer, placesOn, publish, register } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { cards, connection, places } from './support/home.js';
import { inBrowser, languages, word } from './support/pages.js';
import { pageAs } from './support/session.js';

inBrowser('events', async (t, program, browser) => {
  const host = await organizer(program);

  await t.test('a visitor watches places fall while another person signs up', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const page = await openPage(browser);
    await page.goto(`${program.url}/events/${eventId}?lang=en`);
    await connection(page, 'live');
    await places(page, eventId, '2 of 2 places free');
    await page.locator(`[data-shift="${shiftId}"]`).getByRole('link', { name: word('en', 'shift.signIn') }).waitFor();
    await (await register(program, 'other')).act(documents.signUp, { shiftId });
    await places(page, eventId, '1 of 2 places free');
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('by keys alone: sign up, and give the place up again', async () => {
    const { eventId, shiftId } = await publish(host, 2, 21 * 86_400_000);
    const person = await register(program, 'keys');
    const page = await pageAs(browser, person);
    await page.goto(`${program.url}/events/${eventId}?lang=en`);
    await byKeys(page, word('en', 'shift.take'));
    await page.locator('[data-mine=CONFIRMED]').waitFor();
    assert.equal((await placesOn(person, shiftId)).length, 1);
    await byKeys(page, word('en', 'mine.cancel'));
    await page.keyboard.press('Enter'); // the focus is on the confirmation
    await page.getByRole('button', { name: word('en', 'shift.take') }).waitFor();
    assert.deepEqual(await placesOn(person, shiftId), []);
  });

  await t.test('a person joins a queue, is promoted while the page is open, and has it in the calendar', async () => {
    const { eventId, shiftId } = await publish(host, 1, 22 * 86_400_000);
    const first = await register(program, 'first');
    const { signup } = await first.act(documents.signUp, { shiftId });
    const second = await register(program, 'second');
    const page = await pageAs(browser, second);
    await page.goto(`${program.url}/events/${eventId}?lang=en`);
    await page.getByRole('button', { name: word('en', 'shift.queue') }).click();
    await page.locator('[data-mine=WAITING]').getByText('You are number 1 in the queue').waitFor();
    await first.act(documents.cancelSignup, { signupId: signup.id });
    await page.locator('[data-mine=CONFIRMED]').waitFor();
    const file = await fetch(`${program.url}${await page.locator('a[download]').getAttribute('href')}`);
    assert.equal(file.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.match(await file.text(), new RegExp(`UID:${shiftId}@erikti`));
  });

  await t.test('an offered place has a countdown; who declines can undo it, and take the place', async () => {
    const { eventId, shiftId } = await publish(host, 1, 23 * 86_400_000);
    const first = await register(program, 'holder');
    const { signup } = await first.act(documents.signUp, { shiftId });
    const second = await register(program, 'careful');
    const page = await pageAs(browser, second);
    await page.goto(`${program.url}/events/${eventId}?lang=en`);
    await page.getByLabel(word('en', 'shift.offerOnly')).check();
    await page.getByRole('button', { name: word('en', 'shift.queue') }).click();
    await page.locator('[data-mine=WAITING]').waitFor();
    await first.act(documents.cancelSignup, { signupId: signup.id });
    await page.locator('[data-mine=OFFERED]').getByRole('timer').waitFor();
    await page.getByRole('button', { name: word('en', 'mine.offer.decline') }).click();
    await page.getByRole('button', { name: word('en', 'mine.undo') }).click();
    await page.getByRole('button', { name: word('en', 'mine.offer.take') }).click();
    await page.locator('[data-mine=CONFIRMED]').waitFor();
    assert.equal((await placesOn(second, shiftId))[0].signup, 'CONFIRMED');
  });

  await t.test('why one may not sign up, and what to do', async () => {
    const { eventId, shiftId } = await publish(host, 1, 24 * 86_400_000);
    const beside = await publish(host, 1, 24 * 86_400_000);
    const person = await register(program, 'twice');
    await person.act(documents.signUp, { shiftId: beside.shiftId });
    const page = await pageAs(browser, person);
    await page.goto(`${program.url}/events/${eventId}?lang=ru`);
    await page.locator(`[data-shift="${shiftId}"] [data-gate=NO_OVERLAP]`).waitFor();
  });

  await t.test('a search finds by words, region and free places, and its address finds the same', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/events?lang=en`);
    await cards(page);
    await page.getByLabel(word('en', 'events.search'), { exact: true }).fill('Irtysh');
    await page.getByLabel(word('en', 'events.free')).check();
    await page.waitForURL(/q=Irtysh/);
    await page.waitForFunction(() => [...document.querySelectorAll('[data-event] h2')].every((one) => /Irtysh/.test(one.textContent)));
    const found = await cards(page);
    assert.ok(found.length > 0);
    const again = await openPage(browser);
    await again.goto(page.url());
    assert.deepEqual((await cards(again)).map(({ id }) => id), found.map(({ id }) => id));
  });

  await t.test('a direction, a day and remote events are found', async () => {
    const beside = await publish(host, 2, 200 * 86_400_000, { directions: ['MEDIA'] });
    const remote = await publish(host, 2, 200 * 86_400_000, { directions: ['MEDIA'], remote: true });
    const { node } = await host.get('query ($id: ID!) { node(id: $id) { ... on Event { startsAt } } }', { id: remote.eventId });
    const page = await openPage(browser);
    await page.goto(`${program.url}/events?lang=en`);
    await cards(page);
    const found = async (...ids) => {
      await page.waitForFunction((wanted) => wanted === [...document.querySelectorAll('[data-event]')].map((one) => one.dataset.event).sort().join(), ids.sort().join());
    };
    await page.getByLabel(word('en', 'events.direction'), { exact: true }).selectOption('MEDIA');
    await page.getByLabel(word('en', 'events.date'), { exact: true }).fill(new Date(node.startsAt).toLocaleDateString('sv-SE', { timeZone: 'Asia/Almaty' }));
    await found(beside.eventId, remote.eventId);
    await page.getByLabel(word('en', 'events.remote')).check();
    await found(remote.eventId);
    const again = await openPage(browser);
    await again.goto(page.url());
    assert.deepEqual((await cards(again)).map(({ id }) => id), [remote.eventId]);
  });

  await t.test('H1 markup in what people write is shown as text', async () => {
    const title = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';
    const startsAt = new Date(Date.now() + 25 * 86_400_000).toISOString();
    const endsAt = new Date(Date.now() + 25 * 86_400_000 + 3_600_000).toISOString();
    const { event } = await host.act(documents.createEvent, {
      organizationId: host.organizationId,
      title: { en: title },
      description: { en: `${title}\r\nEND:VCALENDAR` },
      directions: ['SOCIAL'],
      startsAt,
      endsAt,
      timeZone: 'Asia/Almaty',
      shifts: [{ title: { en: title }, startsAt, endsAt, capacity: 1 }],
    });
    await host.act(documents.publishEvent, { eventId: event.id });
    const page = await openPage(browser);
    await page.goto(`${program.url}/events/${event.id}?lang=en`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.deepEqual(page.noted.violations, []);
    const file = await (await fetch(`${program.url}/events/${event.id}.ics`)).text();
    assert.equal(file.match(/^END:VCALENDAR/gm).length, 1, 'a line of a description is no line of the file');
  });

  const volunteer = await register(program, 'looking');
  const { eventId, shiftId } = await publish(host, 3);
  await volunteer.act(documents.signUp, { shiftId });
  await t.test('H8 axe finds nothing serious on the pages of events and organizations, and at 360 px nothing lies beside them', async (t) => {
    for (const language of languages) {
      for (const path of ['/events', `/events/${eventId}`, '/me', '/organizations', `/organizations/${host.organizationId}`, '/centers/KZ-55']) {
        const name = path.replace(/\w+_.*/, ':id');
        await t.test(`${name}, in ${language}`, async () => {
          const page = await pageAs(browser, volunteer, { viewport: { width: 360, height: 740 } });
          await page.goto(`${program.url}${path}?lang=${language}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.waitForLoadState('networkidle');
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
          assert.deepEqual(await axe(page), []);
          assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
        });
      }
    }
  });
});

/** Goes to a button by the tabulator key, and presses it. */
async function byKeys(page, name) {
  await page.getByRole('button', { name, exact: true }).waitFor();
  for (let left = 80; left > 0; left--) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  assert.fail(`"${name}" is not reached by keys`);
}
