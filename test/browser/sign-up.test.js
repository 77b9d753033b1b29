// Signing up on a page of another site: through the widget's frame, and not past it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { documents, draft, liveEvent, organizer, placesOn, register } from '../conformance/support/network.js';
import { repository } from '../conformance/support/program.js';
import { undo } from '../conformance/support/undo.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { corpus } from './support/corpus.js';
import { inBrowser, languages, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', `signup:${key}`);
const setSites = `mutation ($input: SetOrganizationSitesInput!) {
  setOrganizationSites(input: $input) { organization { sites } userErrors { code } } }`;

inBrowser('signing up in the widget', async (t, program, browser) => {
  const host = await organizer(program);
  const sites = await Promise.all(['registered', 'another'].map(() => site(t, program)));
  const [registered, another] = sites;
  await host.act(setSites, { organizationId: host.organizationId, sites: [registered.url] });

  await t.test('a guest takes a place: the whole of it on a page with a strict policy', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    await fill(frame, 'Aigerim');
    await frame.getByRole('heading', { name: says('sure') }).waitFor();
    const sure = await frame.locator('main').innerText();
    for (const named of ['Cleaning the bank of the Irtysh', 'Morning', 'Aigerim Test', '2 of 2 places free']) {
      assert.ok(sure.includes(named), `${named} in ${sure}`);
    }
    assert.match(sure, /\d\d:\d\d/);
    await frame.getByRole('button', { name: says('yes') }).click();
    await frame.locator('[data-result="CONFIRMED"]').waitFor();
    assert.deepEqual(await results(page), [{ shiftId, state: 'CONFIRMED', position: null }]);
    const manage = await frame.locator('[data-manage]').getAttribute('href');
    await frame.getByRole('button', { name: says('close') }).click();
    await page.locator('erikti-event dialog').waitFor({ state: 'detached' });
    await page.locator('erikti-event').getByText('The place is yours').first().waitFor();
    await page.locator('erikti-event').getByText('1 of 2 places free').first().waitFor();
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);

    const own = await openPage(browser);
    await own.goto(manage);
    await own.getByText('Cleaning the bank of the Irtysh').waitFor();
    await own.getByRole('button').click();
    await own.getByRole('status').waitFor();
    await page.locator('erikti-event').getByText('2 of 2 places free').first().waitFor();
  });

  await t.test("a visitor takes a place as a guest from the event's own page, and only where guests may", async () => {
    const { eventId, shiftId } = await publish(host, 3);
    const closed = await draft(host, 3, 40 * day);
    await host.act(documents.publishEvent, { eventId: closed.eventId });
    for (const [taken, language] of languages.entries()) {
      const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
      await page.goto(`${program.url}/events/${eventId}?lang=${language}`);
      const shift = page.locator(`[data-shift="${shiftId}"]`);
      const opened = page.waitForEvent('popup');
      await shift.getByRole('link', { name: word(language, 'shift.guest'), exact: true }).click();
      const own = await opened;
      await own.locator(`html[lang="${language}"] form`).waitFor();
      await fill(own, 'Saule', language);
      const before = await shift.locator('[data-places]').innerText();
      await own.getByRole('button', { name: word(language, 'signup:yes') }).click();
      await own.locator('[data-result="CONFIRMED"]').waitFor();
      await until(async () => (await shift.locator('[data-places]').innerText()) !== before); // by itself, as ever
      assert.equal((await liveEvent(host, eventId)).available, 2 - taken);
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
      await page.context().close();
    }
    const page = await openPage(browser);
    await page.goto(`${program.url}/events/${closed.eventId}?lang=en`);
    await page.getByRole('link', { name: word('en', 'shift.signIn') }).waitFor();
    assert.equal(await page.getByRole('link', { name: word('en', 'shift.guest') }).count(), 0);
  });

  await t.test('what a guest took becomes that of an account, by the link', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    await fill(frame, 'Dana');
    await frame.getByRole('button', { name: says('yes') }).click();
    const manage = await frame.locator('[data-manage]').getAttribute('href');
    const person = await register(program, 'Dana');
    const own = await pageAs(browser, person, { viewport: { width: 360, height: 740 } });
    await own.goto(`${manage}`);
    await own.locator('a[href^="/claim#"]').click();
    const attach = own.getByRole('button', { name: word('en', 'claim.attach.do') });
    await attach.waitFor();
    assert.deepEqual(await axe(own), []);
    await attach.click();
    await own.waitForURL(/\/me$/);
    await own.getByText('Cleaning the bank of the Irtysh').first().waitFor();
    assert.equal((await placesOn(person, shiftId)).length, 1);
    const late = await openPage(browser);
    assert.equal((await late.goto(manage)).status(), 404);
    assert.deepEqual([own.noted.complaints, own.noted.violations], [[], []]);
  });

  await t.test('where no place is free it says so before and after, and when no answer comes it claims nothing', async () => {
    const { eventId, shiftId } = await publish(host, 1);
    await (await register(program, 'first')).act(documents.signUp, { shiftId });
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    await fill(frame, 'Queue');
    await frame.getByText('You will be about number 1 in the queue').waitFor();
    await program.kill();
    await frame.getByRole('button', { name: says('yes.queue') }).click();
    await frame.locator('[data-code="UNANSWERED"]').waitFor();
    assert.deepEqual(await results(page), []);
    await program.start();
    await frame.getByRole('button', { name: says('yes.queue') }).click();
    await frame.locator('[data-result="WAITING"]').waitFor();
    await frame.getByText(says('done.waiting.about')).waitFor();
    assert.deepEqual(await results(page), [{ shiftId, state: 'WAITING', position: 1 }]);
  });

  await t.test('with an account, whose session is kept nowhere and ends with the frame', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const account = { email: 'volunteer@demo.example', password: 'erikti-demo' };
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    await frame.getByLabel(says('way.account')).check();
    await frame.getByLabel(says('who')).fill(account.email);
    await frame.getByLabel(says('password')).fill('wrong');
    await frame.getByRole('button', { name: says('next') }).click();
    await frame.locator('[data-code="WRONG_CREDENTIALS"]').waitFor();
    await frame.getByLabel(says('password')).fill(account.password);
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.url().endsWith('/graphql') && Boolean(one.headers().authorization)),
      frame.getByRole('button', { name: says('next') }).click(),
    ]);
    await frame.getByRole('button', { name: says('yes') }).click();
    await frame.locator('[data-result="CONFIRMED"]').waitFor();
    const kept = await page.frames().at(-1).evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    assert.deepEqual(kept, [{}, {}, '']);
    const token = request.headers().authorization;
    await until(async () => {
      const answer = await fetch(`${program.url}/graphql`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: token },
        body: '{"query":"{ viewer { volunteer { id } } }"}',
      });
      return answer.status === 401 || !(await answer.json()).data?.viewer;
    });
    const { token: again } = await host.act(documents.signIn, account);
    const person = Object.assign(Object.create(Object.getPrototypeOf(host)), host, { token: again });
    assert.equal((await placesOn(person, shiftId)).length, 1);
  });

  await t.test('an account that waits is offered a place in the dialog, with the time that is left, and declines it', async () => {
    const { eventId, shiftId } = await publish(host, 1);
    const holder = await register(program, 'holder');
    const { signup } = await holder.act(documents.signUp, { shiftId });
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    const person = await register(program, 'waits');
    await signIn(frame, person);
    await frame.getByLabel(says('queue.askFirst')).check();
    await frame.getByRole('button', { name: says('yes.queue') }).click();
    await frame.locator('[data-result="WAITING"]').waitFor();
    await holder.act(documents.cancelSignup, { signupId: signup.id });
    await frame.locator('[data-result="OFFERED"]').waitFor();
    assert.match(await frame.getByRole('timer').textContent(), /\d (h|min)|\d:\d\d/);
    await frame.getByRole('button', { name: says('offer.decline') }).click();
    await frame.getByRole('button', { name: says('back') }).click();
    await frame.locator('[data-result="OFFERED"]').waitFor();
    await frame.getByRole('button', { name: says('offer.decline') }).click();
    await frame.getByRole('button', { name: says('offer.decline.yes') }).click();
    await frame.locator('[data-result="NONE"]').getByText(says('offer.declined')).waitFor();
    assert.deepEqual(await results(page), [
      { shiftId, state: 'WAITING', position: 1 },
      { shiftId, state: 'NONE', position: null },
    ]);
    await page.locator('erikti-event').getByText('1 of 1 places free').first().waitFor();
    assert.deepEqual(await placesOn(person, shiftId), []);
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('an account that opens the dialog again finds its offer there, and takes the place', async () => {
    const { eventId, shiftId } = await publish(host, 1);
    const holder = await register(program, 'holder');
    const { signup } = await holder.act(documents.signUp, { shiftId });
    const person = await register(program, 'returns');
    await person.act(documents.signUp, { shiftId, autoAccept: false });
    await holder.act(documents.cancelSignup, { signupId: signup.id });
    for (const language of ['kk', 'ru', 'en']) {
      const window = await openPage(browser, { viewport: { width: 360, height: 740 }, colorScheme: language === 'ru' ? 'dark' : 'light' });
      await window.goto(`${program.url}/widget/sign-up?shift=${shiftId}&lang=${language}`);
      await signIn(window, person, language);
      await window.locator('[data-result="OFFERED"]').waitFor();
      await window.waitForTimeout(800); // a button that is not yet to be tapped is pale
      assert.equal(await window.evaluate(() => document.documentElement.scrollWidth), 360);
      assert.deepEqual(await axe(window), [], language);
      assert.deepEqual([window.noted.complaints, window.noted.violations], [[], []]);
      await window.context().close();
    }
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    await signIn(frame, person);
    await frame.getByRole('button', { name: says('offer.take') }).click();
    await frame.locator('[data-result="CONFIRMED"]').waitFor();
    await page.locator('erikti-event').getByText('The place is yours').first().waitFor();
    assert.equal((await placesOn(person, shiftId))[0].signup, 'CONFIRMED');
  });

  await t.test('a guest who waits is offered a place in the dialog, and takes it', async () => {
    const { eventId, shiftId } = await publish(host, 1);
    const holder = await register(program, 'holder');
    const { signup } = await holder.act(documents.signUp, { shiftId });
    const page = await open(browser, registered, eventId);
    const frame = await tap(page);
    await fill(frame, 'Waits');
    await frame.getByLabel(says('queue.askFirst')).check();
    await frame.getByRole('button', { name: says('yes.queue') }).click();
    await frame.locator('[data-result="WAITING"]').waitFor();
    await frame.locator('[data-manage]').waitFor();
    await holder.act(documents.cancelSignup, { signupId: signup.id });
    await frame.locator('[data-result="OFFERED"]').waitFor();
    await frame.getByRole('button', { name: says('offer.take') }).click();
    await frame.locator('[data-result="CONFIRMED"]').waitFor();
    assert.deepEqual((await results(page)).map(({ state }) => state), ['WAITING', 'CONFIRMED']);
    await page.locator('erikti-event').getByText('0 of 1 places free').first().waitFor();
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('H1 markup in a title is text in the frame, and nothing of it is in the card of the widget, on a page that would run it', async () => {
    const made = () => {
      const root = document.querySelector('erikti-event')?.shadowRoot ?? document.querySelector('main');
      const bad = ':is(script, base, [onerror], [onload], img[src="x"], iframe[srcdoc], a[href^="javascript:" i], [src*="evil.example"], [action*="evil.example"])';
      return { broken: window.broken, elements: root.querySelectorAll(bad).length };
    };
    const harmless = { broken: undefined, elements: 0 };
    for (const [i, title] of corpus.entries()) {
      const shift = corpus[(i + 1) % corpus.length];
      const { eventId } = await publish(host, 2, { title, shift });
      const page = await open(browser, registered, eventId, '?strict=no');
      const frame = await tap(page);
      assert.deepEqual(await page.evaluate(made), harmless, title);
      await frame.getByText(title).first().waitFor();
      await frame.getByText(shift).first().waitFor();
      await fill(frame, '<b>Aigerim</b>');
      await frame.getByRole('heading', { name: says('sure') }).waitFor();
      await frame.getByText('<b>Aigerim</b>').first().waitFor();
      assert.deepEqual(await page.frames().at(-1).evaluate(made), harmless, title);
      assert.deepEqual(page.noted.requests.filter((url) => url.includes('evil.example')), []);
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []], title);
      await page.context().close();
    }
  });

  await t.test('H3 a site that is not registered frames nothing, and nobody frames the dashboard', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const signUp = `${program.url}/widget/sign-up?shift=${shiftId}&lang=en`;
    for (const [held, where, shown] of [
      [signUp, registered, true],
      [signUp, another, false],
      [`${signUp}&origin=${encodeURIComponent(registered.url)}`, another, false],
      [`${program.url}/`, registered, false],
      [`${program.url}/events/${eventId}`, registered, false],
      [`${program.url}/playground/`, registered, false],
    ]) {
      const page = await openPage(browser);
      await page.goto(`${where.url}/frame?of=${encodeURIComponent(held)}`);
      await page.waitForFunction(() => window.loaded);
      const frame = page.frames().find((one) => one !== page.mainFrame());
      if (shown) await frame.getByText('Cleaning the bank').first().waitFor();
      const text = await frame.locator('body').innerText({ timeout: 5000 }).catch(() => '');
      assert.equal(text.includes('Cleaning the bank'), shown, `${held} in ${where.url}: ${text}`);
      await page.context().close();
    }
    const page = await open(browser, another, eventId);
    await page.locator('erikti-event').getByText('Offline').first().waitFor({ timeout: 60_000 });
  });

  await t.test('H7 messages that are not of the frame, or not of its shape, say nothing', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const good = { from: 'erikti', version: 1, type: 'result', shiftId, state: 'CONFIRMED', position: null };
    const page = await open(browser, registered, eventId, '?strict=no');
    await page.evaluate(() => {
      for (const [name, value] of Object.entries({ from: 'erikti', version: 1, state: 'CONFIRMED', position: null })) {
        Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
      }
    });
    const bad = [
      null, 'x', 1, [], {}, { ...good, from: 'x' }, { ...good, version: '1' }, { ...good, type: 'x' }, { ...good, state: 'HELD' },
      { ...good, shiftId: 1 }, { ...good, shiftId: '<img src=x>' }, { ...good, position: -1 }, { ...good, position: '1' }, { type: 'result', shiftId },
    ];
    // What stands in for the page of the network sends what that page never would.
    await page.route('**/widget/sign-up*', (route) => {
      const script = `for (const one of ${JSON.stringify(bad)}) parent.postMessage(one, '*'); parent.postMessage({ from: 'erikti', version: 1, type: 'ready' }, '*');`;
      return route.fulfill({ contentType: 'text/html', body: `<title>x</title><script>${script}</script><p>sent</p>` });
    });
    const frame = await tap(page);
    await frame.getByText('sent').waitFor();
    // The page to itself, and from a frame of yet another origin.
    await page.evaluate((one) => window.postMessage(one, '*'), good);
    await page.evaluate(
      ([one, url]) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          addEventListener('message', ({ data }) => data === 'done' && resolve());
          frame.src = `${url}/post?${encodeURIComponent(JSON.stringify(one))}`;
          document.body.append(frame);
        }),
      [good, another.url],
    );
    assert.deepEqual(await results(page), []);
    await page.unroute('**/widget/sign-up*');
    assert.equal(await page.locator('erikti-event dialog').count(), 1);
  });

  await t.test('H7 the frame tells nobody but a registered site', async () => {
    const { shiftId } = await publish(host, 2);
    for (const [said, told] of [
      [registered.url, true],
      [another.url, false],
      ['*', false],
      ['', false],
    ]) {
      const page = await openPage(browser);
      const held = `${program.url}/widget/sign-up?${new URLSearchParams({ shift: shiftId, lang: 'en', origin: said })}`;
      await page.goto(`${registered.url}/frame?of=${encodeURIComponent(held)}`);
      await page.frameLocator('iframe').getByRole('heading').first().waitFor();
      await page.waitForTimeout(300);
      assert.deepEqual(await page.evaluate(() => window.heard.map(({ type }) => type)), told ? ['ready'] : [], said);
      await page.context().close();
    }
  });

  await t.test('where frames are refused there is a window, which does the whole of it', async () => {
    const { eventId, shiftId } = await publish(host, 2);
    const page = await open(browser, registered, eventId, '?frames=none');
    await page.locator('erikti-event').getByText('2 of 2 places free').first().waitFor();
    await page.locator('erikti-event').getByRole('link').first().click();
    await page.locator('erikti-event').getByRole('alert').waitFor();
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('erikti-event dialog').getByRole('link').click(),
    ]);
    await fill(window, 'Window');
    await window.getByRole('button', { name: says('yes') }).click();
    await window.locator('[data-result="CONFIRMED"]').waitFor();
    await page.locator('erikti-event').getByText('1 of 2 places free').first().waitFor();
    assert.ok(shiftId);
  });

  await t.test('the dialog has the colors of the frame in it, in light and dark, on a light page', async () => {
    const { eventId } = await publish(host, 2);
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(browser, registered, eventId);
      await page.emulateMedia({ colorScheme });
      const frame = await tap(page);
      await frame.locator('form input').first().waitFor();
      const drawn = (element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color];
      const [around] = await page.locator('erikti-event dialog').evaluate(drawn);
      const [inside] = await frame.locator('html').evaluate(drawn);
      assert.equal(around, inside, colorScheme);
      assert.equal(inside === 'rgb(255, 255, 255)', colorScheme === 'light');
      const [, words] = await page.locator('erikti-event dialog').evaluate(drawn);
      assert.equal(words, (await frame.locator('body').evaluate(drawn))[1], colorScheme);
      await page.context().close();
    }
  });

  await t.test('the example is a page that works as it stands', async () => {
    const { eventId } = await publish(host, 2);
    const page = await openPage(browser);
    await page.goto(`${registered.url}/example/index.html?event=${eventId}`);
    const frame = await tap(page, /орын/);
    const card = page.locator('erikti-event a').first();
    assert.equal(await card.locator('[part=action]').evaluate((one) => getComputedStyle(one).color), 'rgb(122, 62, 0)'); // of its own style sheet
    await fill(frame, 'Example', 'kk');
    assert.equal(await page.locator('#thanks').isHidden(), true);
    await frame.getByRole('button', { name: word('kk', 'signup:yes') }).click();
    await frame.locator('[data-result="CONFIRMED"]').waitFor();
    await page.locator('#thanks').waitFor();
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });

  await t.test('H8 axe finds nothing serious, at 360 px nothing lies beside, in three languages', async () => {
    const { shiftId } = await publish(host, 2);
    for (const language of ['kk', 'ru', 'en']) {
      const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
      await page.goto(`${program.url}/widget/sign-up?shift=${shiftId}&lang=${language}`);
      await page.getByRole('button', { name: word(language, 'signup:next') }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      assert.deepEqual(await axe(page), []);
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
    }
  });
});

/** A site of its own: a page with the widget and a policy of exactly what the widget needs, one that frames what it is told, one that posts. */
async function site(t, program) {
  const server = createServer((request, response) => {
    const { pathname, searchParams, search } = new URL(request.url, 'http://site');
    const frames = searchParams.get('frames') === 'none' ? '' : `; frame-src ${program.url}`;
    const policy = `default-src 'none'; script-src ${program.url}; connect-src ${program.url} ${program.url.replace('http', 'ws')}${frames}`;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (pathname === '/frame') {
      response.end(`<!doctype html><title>Frames</title><script>
        window.heard = []; addEventListener('message', ({ data }) => window.heard.push(data));
        addEventListener('load', () => { window.loaded = true; });</script>
        <iframe width="600" height="600" src="${searchParams.get('of').replaceAll('&', '&amp;')}"></iframe>`);
      return;
    }
    if (pathname === '/post') {
      const message = decodeURIComponent(search.slice(1));
      response.end(`<!doctype html><title>Posts</title><script>parent.postMessage(${message}, '*'); parent.postMessage('done', '*');</script>`);
      return;
    }
    if (pathname.startsWith('/example/')) {
      example(response, pathname.split('/').at(-1), program, searchParams.get('event'));
      return;
    }
    if (searchParams.get('strict') !== 'no') response.setHeader('Content-Security-Policy', policy);
    response.end(`<!doctype html><html lang="en"><title>A site</title><script type="module" src="${program.url}/widget.js"></script>
      <body><h1>A site</h1><erikti-event event="${searchParams.get('event')}" locale="en"></erikti-event></body></html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo(t)(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${server.address().port}` };
}

/** A file of the example, with the address of the program and the id of an event in it. */
function example(response, name, { host }, eventId) {
  const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
  if (!(name.split('.')[1] in types)) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('Content-Type', `${types[name.split('.')[1]]}; charset=utf-8`);
  response.end(readFileSync(`${repository}/examples/widget/${name}`, 'utf8').replaceAll('127.0.0.1:8080', host).replace('event="evt_"', `event="${eventId}"`));
}

const day = 86_400_000;
let published = 0;

/** Publishes an event with one shift that takes guests, each on a day of its own. */
async function publish(host, capacity, { title = 'Cleaning the bank of the Irtysh', shift = 'Morning' } = {}) {
  const start = Date.now() + (7 + published++) * day;
  const [startsAt, endsAt] = [start, start + day / 8].map((moment) => new Date(moment).toISOString());
  const { event } = await host.act(documents.createEvent, {
    organizationId: host.organizationId,
    title: { en: title },
    directions: ['SOCIAL'],
    startsAt,
    endsAt,
    timeZone: 'Asia/Almaty',
    shifts: [{ title: { en: shift }, startsAt, endsAt, capacity, guestSignup: true }],
  });
  await host.act(documents.publishEvent, { eventId: event.id });
  return { eventId: event.id, shiftId: event.shifts[0].id };
}

/** Opens the site's page with the widget, and notes what the page is told. */
async function open(browser, { url }, eventId, more = '') {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    window.results = [];
    addEventListener('erikti-signed-up', ({ detail }) => window.results.push(detail));
  });
  await page.goto(`${url}/${more}${more ? '&' : '?'}event=${eventId}`);
  return page;
}

const results = (page) => page.evaluate(() => window.results);

/** Taps the widget, and returns what stands in its frame. */
async function tap(page, says = /places? free/) {
  const widget = page.locator('erikti-event');
  await widget.getByText(says).first().waitFor();
  await widget.getByRole('link').first().click();
  return widget.frameLocator('iframe');
}

async function fill(frame, name, language = 'en') {
  const said = (key) => word(language, `signup:${key}`);
  await frame.getByLabel(said('givenName'), { exact: true }).fill(name);
  await frame.getByLabel(said('familyName'), { exact: true }).fill('Test');
  await frame.getByLabel(said('contact'), { exact: true }).fill('+7 701 000 00 01');
  await frame.getByLabel(said('birthDate'), { exact: true }).fill('1999-02-03');
  await frame.locator('#consent').check();
  await frame.getByRole('button', { name: said('next') }).click();
}

async function signIn(frame, { email, password }, language = 'en') {
  const said = (key) => word(language, `signup:${key}`);
  await frame.getByLabel(said('way.account')).check();
  await frame.getByLabel(said('who')).fill(email);
  await frame.getByLabel(said('password')).fill(password);
  await frame.getByRole('button', { name: said('next') }).click();
}

async function until(is) {
  for (let left = 100; !(await is()); left--) {
    assert.ok(left > 0, 'it never was so');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
