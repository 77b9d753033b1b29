// Pictures of articles, and a forum: an editor uploads a picture and says what it shows; prepares a forum with its
// programme and publishes it; a visitor reads the programme on a phone, signs in, takes the last place, and who waits gets it.
import assert from 'node:assert/strict';
import { Caller } from '../conformance/support/api.js';
import { as, documents } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { drawn } from './support/drawn.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const markup = `<img src=x onerror="window.broken=1"> <script>window.broken=1</script> ](javascript:window.broken=1) "q"`;
const day = 86_400_000;

inBrowserOnOne('pictures and forums', async (t, program, browser) => {
  const editor = await as(program, 'coordinator'); // and an editor of the same center
  const desk = await pageAs(browser, editor);
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  // What the server refuses is said in words; the browser notes its status, too.
  const complaints = (page) => page.noted.complaints.filter((one) => !/status of 422/.test(one));
  let address;

  await t.test('what is no picture is refused in words, and one that is too large is not sent', async () => {
    await desk.goto(`${program.url}/center/news?lang=en`);
    await button(desk, 'news.write').click();
    const picker = desk.locator('[data-picker]');
    const choose = (name, mimeType, buffer) => picker.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
    const sent = () => desk.noted.requests.filter((url) => url.includes('/pictures')).length;
    await choose('a.html', 'text/html', Buffer.from('<script>window.broken=1</script>'));
    await picker.getByRole('alert').getByText(says('news.picture.kind')).waitFor();
    await choose('large.png', 'image/png', Buffer.alloc((10 << 20) + 1));
    await picker.getByRole('alert').getByText(says('news.picture.large')).waitFor();
    assert.equal(sent(), 0);
    await choose('a.png', 'image/png', Buffer.from('<script>window.broken=1</script>'));
    await picker.getByRole('alert').getByText('This is no readable picture').waitFor();
    assert.equal(sent(), 1);
  });

  await t.test('a picture is sent while one sees how much, and is stopped when one wants to', async () => {
    const picker = desk.locator('[data-picker]');
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await desk.route('**/pictures?*', async (route) => {
      await held;
      await route.continue().catch(() => {}); // it was stopped
    });
    await picker.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await drawn(desk) });
    await picker.getByRole('progressbar', { name: says('news.picture.sending') }).waitFor();
    await button(picker, 'news.picture.stop').click();
    await picker.getByRole('alert').getByText(says('news.picture.stopped')).waitFor();
    go();
    await desk.unroute('**/pictures?*');
  });

  await t.test('it stands in the text with what it shows in each language of the article, and above it', async () => {
    const form = desk.locator('[data-article-form]');
    const picker = desk.locator('[data-picker]');
    const send = async () => {
      await picker.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await drawn(desk) });
      await picker.locator('[data-picture]').waitFor();
    };
    await form.getByLabel(says('news.form.title')).first().fill('Water at the gauge');
    await form.getByLabel(says('news.form.body')).first().fill('It rose by a meter.');
    await form.locator('summary').filter({ hasText: says('news.language.kk') }).click();
    await form.locator('[name="title.kk"]').fill('Судың деңгейі');
    await form.locator('[name="body.kk"]').fill('Бір метрге көтерілді.');
    await send();
    await picker.getByLabel(says('news.picture.shows.en')).fill(`The gauge [at noon] ${markup}`);
    await button(picker, 'news.picture.put').click();
    await picker.getByText(says('news.picture.shows.missing')).waitFor(); // in Kazakh
    await picker.getByLabel(says('news.picture.shows.kk')).fill('Түскі су өлшегіш');
    await button(picker, 'news.picture.put').click();
    await picker.getByText(says('news.picture.placed')).waitFor();
    await form.getByRole('region', { name: says('news.preview') }).getByRole('img', { name: /^The gauge at noon/ }).waitFor();
    await send();
    await button(picker, 'news.picture.cover').click();
    await form.getByText(says('news.picture.above')).waitFor();
    await form.getByText(says('news.form.about')).click();
    await form.getByLabel(says('events.region')).selectOption({ label: 'Pavlodar Region' });
    await form.getByLabel('Social help', { exact: true }).check();
    await button(form, 'news.save').click();
    const row = desk.locator('[data-desk-article]').filter({ hasText: 'Water at the gauge' });
    await button(row, 'news.publish').click();
    await row.and(desk.locator('[data-state=PUBLISHED]')).waitFor();
    address = await row.getByRole('link').getAttribute('href');

    const phone = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await phone.goto(`${program.url}/news?region=KZ-55&direction=SOCIAL&lang=en`);
    await phone.getByRole('link', { name: 'Water at the gauge' }).click();
    const picture = phone.locator('[data-part=BODY] img');
    await picture.waitFor();
    assert.match(await picture.getAttribute('alt'), /^The gauge at noon .*<script>window.broken=1<\/script>/);
    assert.equal(await phone.locator('[data-article] img').count(), 2);
    assert.ok(await picture.evaluate((one) => one.complete && one.naturalWidth === 1280));
    await phone.goto(`${program.url}${address}?lang=kk`);
    await phone.getByRole('img', { name: 'Түскі су өлшегіш' }).waitFor();
    assert.equal(await phone.evaluate(() => window.broken), undefined);
    assert.deepEqual([complaints(phone), phone.noted.violations, complaints(desk), desk.noted.violations], [[], [], [], []]);
  });

  await t.test('above the text it goes again, and the rest stays', async () => {
    const row = desk.locator('[data-desk-article]').filter({ hasText: 'Water at the gauge' });
    await button(row, 'news.edit').click();
    await row.getByText(says('news.form.about')).click();
    assert.equal(await row.getByLabel('Social help', { exact: true }).isChecked(), true);
    await row.locator('figure').getByRole('button', { name: says('news.picture.remove') }).click();
    await button(row, 'news.save').click();
    await button(row, 'news.edit').waitFor();
    const phone = await openPage(browser);
    await phone.goto(`${program.url}${address}?lang=en`);
    await phone.locator('[data-part=BODY] img').waitFor();
    assert.equal(await phone.locator('[data-article] img').count(), 1);
  });

  const first = new Date(Date.now() + 90 * day).toISOString().slice(0, 10);
  const last = new Date(Date.now() + 91 * day).toISOString().slice(0, 10);
  const forum = desk.locator('[data-desk-campaign]').filter({ hasText: 'Forum of floods' });
  let campaign;

  await t.test('a forum is prepared with its programme, rewritten and published', async () => {
    await button(desk, 'campaign.prepare').click();
    const form = desk.locator('[data-campaign-form]');
    await form.getByLabel(says('campaign.startsOn')).fill(last);
    await form.getByLabel(says('campaign.endsOn')).fill(first);
    await form.getByLabel(says('news.form.title')).first().fill(`Forum of floods ${markup}`);
    await button(form, 'news.save').click();
    await form.getByRole('alert').getByText(/\w/).first().waitFor(); // it ends before it begins
    await form.getByLabel(says('campaign.startsOn')).fill(first);
    await form.getByLabel(says('campaign.endsOn')).fill(last);
    await button(form, 'news.save').click();
    await forum.and(desk.locator('[data-state=DRAFT]')).waitFor();
    campaign = `/campaigns/${await forum.getAttribute('data-desk-campaign')}`;

    const session = async (title, from, to, capacity) => {
      await button(forum, 'campaign.session.add').click();
      const line = forum.locator('[data-session-form]');
      await line.getByLabel(says('desk.form.shift.start')).fill(`${first}T${from}`);
      await line.getByLabel(says('desk.form.shift.end')).fill(`${first}T${to}`);
      if (capacity) await line.getByLabel(says('desk.capacity'), { exact: true }).fill(String(capacity));
      await line.getByLabel(says('news.form.title')).first().fill(title);
      await line.getByLabel(says('campaign.hall')).first().fill(`Hall 1 ${markup}`);
      await line.getByLabel(says('desk.form.description')).first().fill(markup);
      await button(line, 'news.save').click();
      await line.waitFor({ state: 'detached' });
      await forum.locator('[data-desk-session]').filter({ hasText: title }).waitFor();
    };
    await session(`How to read a gauge ${markup}`, '10:00', '11:00', 1);
    await session('Tea', '11:00', '12:00');
    await session('Boats', '12:00', '13:00');
    await forum.getByRole('button', { name: 'Remove from the program: Tea' }).click();
    await forum.locator('[data-desk-session]').filter({ hasText: 'Tea' }).waitFor({ state: 'detached' });
    const visitor = await openPage(browser);
    await visitor.goto(`${program.url}${campaign}?lang=en`);
    await visitor.getByText(says('app.notFound.title')).waitFor(); // a draft
    await button(forum, 'news.edit').click();
    await forum.locator('[data-campaign-form]').getByLabel(says('desk.form.description')).first().fill(`What we learned. ${markup}`);
    await button(forum.locator('[data-campaign-form]'), 'news.save').click();
    await button(forum, 'news.publish').click();
    await forum.getByText(says('campaign.publish.sure')).waitFor();
    await button(forum, 'news.publish').click();
    await forum.and(desk.locator('[data-state=PUBLISHED]')).waitFor();
    assert.equal(await desk.evaluate(() => window.broken), undefined);
    assert.deepEqual([complaints(desk), desk.noted.violations], [[], []]);
  });

  await t.test('a visitor reads the programme, signs in and takes the last place; the next one waits and gets it', async () => {
    const people = [];
    for (const name of ['gauge-one', 'gauge-two']) {
      const account = { email: `${name}-${process.pid}-${Date.now()}@clients.example`, password: `password of ${name}` };
      await new Caller(program).act(documents.register, { ...account, givenName: name, familyName: 'Test', birthDate: '1990-05-17' });
      people.push(account);
    }
    const pages = [];
    for (const { email, password } of people) {
      const page = await openPage(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      await page.goto(`${program.url}${campaign}?lang=en`);
      const session = page.locator('[data-session]').filter({ hasText: 'How to read a gauge' });
      assert.equal(await page.locator('[data-session]').filter({ hasText: 'Boats' }).getByRole('link').count(), 0);
      await session.getByRole('link', { name: says('shift.signIn') }).tap();
      await page.getByLabel(says('signIn.who')).fill(email);
      await page.getByLabel(says('signIn.password'), { exact: true }).fill(password);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${campaign}*`);
      pages.push([page, session]);
    }
    const [[one, mine], [two, theirs]] = pages;
    await mine.getByText('1 of 1 places free').waitFor();
    await mine.getByRole('button', { name: says('shift.take') }).tap();
    await mine.locator('[data-mine=CONFIRMED]').waitFor();
    await theirs.getByText('0 of 1 places free').waitFor(); // as it happens
    await theirs.getByRole('button', { name: says('shift.queue') }).tap();
    await theirs.locator('[data-mine=WAITING]').getByText('You are number 1 in the queue').waitFor();
    await mine.getByRole('button', { name: says('mine.cancel'), exact: true }).tap();
    await mine.getByRole('button', { name: says('mine.cancel.do'), exact: true }).tap();
    await mine.locator('[data-mine]').waitFor({ state: 'detached' });
    await theirs.locator('[data-mine=CONFIRMED]').waitFor();
    for (const page of [one, two]) {
      assert.equal(await page.evaluate(() => window.broken), undefined);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      assert.deepEqual([complaints(page), page.noted.violations], [[], []]);
    }
    await desk.reload();
    await forum.locator('[data-desk-session]').filter({ hasText: 'How to read a gauge' }).getByText('0 of 1 places free').waitFor();
  });

  await t.test('the kinds of news are chosen by a touch', async () => {
    const page = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await page.goto(`${program.url}/news?lang=en`);
    await button(page, 'news.kind.GUIDE').click();
    await page.waitForURL('**kind=GUIDE*');
    await page.getByRole('link', { name: 'How to prepare for your first shift' }).waitFor();
    await page.getByRole('link', { name: 'Water at the gauge' }).waitFor({ state: 'detached' });
    await button(page, 'news.kind.all').click();
    await page.getByRole('link', { name: 'Water at the gauge' }).waitFor();
  });

  await looksRight(t, program, browser, [
    ['/center/news', editor],
    [address, undefined],
    [campaign, editor],
    [campaign, undefined],
    ['/news', undefined],
  ]);
});
