// News: a draft is written, looked at and published; a reader on a phone reports a mistake in it, an editor mends it,
// and the reader sees so. What people write is text everywhere.
import assert from 'node:assert/strict';
import { as } from '../conformance/support/network.js';
import { openPage } from './support/browser.js';
import { looksRight } from './support/looks.js';
import { inBrowserOnOne, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const markup = `<img src=x onerror="window.broken=1"> <script>window.broken=1</script> [a](javascript:window.broken=1) & "q"`;

inBrowserOnOne('news', async (t, program, browser) => {
  const editor = await as(program, 'coordinator'); // and an editor of the same center
  const desk = await pageAs(browser, editor);
  const phone = await openPage(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const button = (where, key) => where.getByRole('button', { name: says(key), exact: true });
  const row = desk.locator('[data-desk-article]').filter({ hasText: 'Ice on the Irtysh' });
  let address;

  await t.test('an article is written, looked at and published; what looks like markup is text', async () => {
    await desk.goto(`${program.url}/center/news?lang=en`);
    await desk.locator('h1').getByText(says('news.desk'), { exact: true }).waitFor();
    await button(desk, 'news.write').click();
    const form = desk.locator('[data-article-form]');
    await form.getByLabel(says('news.form.title')).first().fill(`Ice on the Irtysh ${markup}`);
    await form.getByLabel(says('news.form.summary')).first().fill(markup);
    await form.getByLabel(says('news.form.body')).first().fill(`The ice is **thik** this year.\n\n- Wear boots\n- Bring a friend\n\n${markup}`);
    await button(form, 'news.preview').click();
    await form.getByRole('region', { name: says('news.preview') }).getByText('Wear boots').waitFor();
    await button(form, 'news.save').click();
    await row.and(desk.locator('[data-state=DRAFT]')).waitFor();
    await button(row, 'news.publish').click();
    await row.and(desk.locator('[data-state=PUBLISHED]')).waitFor();
    address = await row.getByRole('link').getAttribute('href');
    assert.deepEqual([desk.noted.complaints, desk.noted.violations], [[], []]);
  });

  await t.test('H1 a reader sees the article, and nothing of it is code', async () => {
    await phone.goto(`${program.url}/news?lang=en`);
    await phone.getByRole('link', { name: /Ice on the Irtysh/ }).tap();
    await phone.waitForURL(`**${address}*`);
    await phone.locator('[data-part=BODY] li').getByText('Bring a friend').waitFor();
    assert.match(await phone.locator('[data-part=BODY]').innerText(), /onerror/);
    assert.equal(await phone.locator('[data-article] img, [data-part] script, [data-part] a[href^="javascript:"]').count(), 0);
    assert.equal(await phone.evaluate(() => window.broken), undefined);
    assert.deepEqual([phone.noted.complaints, phone.noted.violations], [[], []]);
  });

  await t.test('selects a word on a phone and reports it, without an account', async () => {
    await phone.evaluate(() => document.getSelection().selectAllChildren(document.querySelector('[data-part=BODY] strong')));
    await phone.locator('[data-bubble]').getByRole('button', { name: says('mistake.report'), exact: true }).tap();
    await phone.getByText('thik', { exact: true }).last().waitFor();
    await phone.getByLabel(says('mistake.comment')).fill(`It is thick. ${markup}`);
    await button(phone, 'mistake.send').tap();
    await phone.getByText(says('mistake.done')).waitFor();
    await phone.locator('[data-reported=NEW]').waitFor();
  });

  await t.test('the button at the end of the article reports it as a whole', async () => {
    const other = await openPage(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await other.goto(`${program.url}${address}?lang=en`);
    const end = other.locator('[data-mistake]').getByRole('button', { name: says('mistake.report'), exact: true });
    await end.waitFor();
    assert.equal(await other.locator('[data-bubble]').count(), 0, 'nothing is selected');
    await end.tap();
    await other.getByText(says('mistake.whole')).waitFor();
    assert.equal(await other.locator('[data-mistake] blockquote').count(), 0);
    await other.getByLabel(says('mistake.comment')).fill('It has no date.');
    await button(other, 'mistake.send').tap();
    await other.locator('[data-reported=NEW]').waitFor();
    await desk.reload();
    await desk.locator('[data-report]').filter({ hasText: 'It has no date.' }).waitFor();
    assert.equal(await desk.locator('[data-report]').filter({ hasText: 'It has no date.' }).locator('[data-place]').count(), 0, 'of the whole');
  });

  await t.test('the editors see the place in the text, also once the text around it was changed, and mend it', async () => {
    await desk.reload();
    const report = desk.locator('[data-report]').filter({ hasText: 'It is thick.' });
    assert.equal(await report.locator('[data-place=FOUND] mark').innerText(), 'thik');
    await button(row, 'news.edit').click();
    const body = row.getByLabel(says('news.form.body')).first();
    await body.fill((await body.inputValue()).replace('The ice is', 'Read this first. The ice is'));
    await button(row, 'news.save').click();
    await button(row, 'news.edit').waitFor();
    assert.equal(await report.locator('[data-place=FOUND] mark').innerText(), 'thik');
    await button(row, 'news.edit').click();
    await body.fill((await body.inputValue()).replace('thik', 'thick'));
    await button(row, 'news.save').click();
    await report.locator('[data-place=CHANGED]').waitFor();
    await report.getByLabel(says('mistake.reply')).fill('Thank you, it is mended.');
    await button(report, 'mistake.fix').click();
    await report.waitFor({ state: 'detached' });
    assert.equal(await desk.evaluate(() => window.broken), undefined);
    assert.deepEqual([desk.noted.complaints, desk.noted.violations], [[], []]);
  });

  await t.test('the reader sees that it was mended', async () => {
    await phone.reload();
    await phone.locator('[data-part=BODY]').getByText('thick').waitFor();
    await phone.locator('[data-reported=FIXED]').getByText('Thank you, it is mended.').waitFor();
  });

  await t.test('Ctrl+Enter reports what is selected', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}${address}?lang=en`);
    await page.locator('[data-part=BODY] strong').waitFor();
    await page.evaluate(() => document.getSelection().selectAllChildren(document.querySelector('[data-part=BODY] li')));
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-mistake] blockquote').getByText('Wear boots').waitFor();
    await page.getByLabel(says('mistake.kind'), { exact: true }).selectOption('DEAD_LINK');
    await button(page, 'mistake.send').click();
    await page.locator('[data-reported=NEW]').waitFor();
  });

  await t.test('an article waits for its time: until then nobody reads it, and it can be taken back', async () => {
    await button(desk, 'news.write').click();
    const form = desk.locator('[data-article-form]');
    await form.getByLabel(says('news.form.title')).first().fill('The river opens');
    await form.getByLabel(says('news.form.body')).first().fill('Boats go again.');
    await button(form, 'news.save').click();
    const later = desk.locator('[data-desk-article]').filter({ hasText: 'The river opens' });
    await later.and(desk.locator('[data-state=DRAFT]')).waitFor();
    const id = await later.getAttribute('data-desk-article');
    const schedule = async () => {
      await button(later, 'news.later').click();
      await later.getByLabel(says('news.later.at')).fill(`${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}T09:00`);
      await button(later, 'news.schedule').click();
      await later.and(desk.locator('[data-state=SCHEDULED]')).getByText(says('news.state.SCHEDULED'), { exact: true }).waitFor();
    };
    await schedule();
    const page = await openPage(browser);
    await page.goto(`${program.url}/news/${id}?lang=en`);
    await page.getByText(says('app.notFound.title')).waitFor();
    await button(later, 'news.withdraw').click();
    await later.and(desk.locator('[data-state=DRAFT]')).waitFor();
    await schedule();
    // In the form a minute is the least; the clock is waited for a second.
    await editor.act('mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { article { state } userErrors { code } } }', {
      articleId: id,
      at: new Date(Date.now() + 1000).toISOString(),
    });
    await page.goto(`${program.url}/news?lang=en`);
    const link = page.getByRole('link', { name: 'The river opens' });
    for (let left = 30; left > 0 && (await link.count()) === 0; left--) {
      await page.waitForTimeout(1000);
      await page.reload();
      await page.waitForLoadState('networkidle');
    }
    await link.click();
    await page.locator('[data-part=BODY]').getByText('Boats go again.').waitFor();
    await desk.reload();
    await later.and(desk.locator('[data-state=PUBLISHED]')).waitFor();
  });

  await t.test('an article that was taken back is read no more', async () => {
    await button(row, 'news.withdraw').click();
    await row.and(desk.locator('[data-state=WITHDRAWN]')).waitFor();
    const page = await openPage(browser);
    await page.goto(`${program.url}${address}?lang=en`);
    await page.getByText(says('app.notFound.title')).waitFor();
  });

  await t.test('a platform administrator writes for the network itself, and mends what a reader reports', async () => {
    const admin = await as(program, 'admin');
    const office = await pageAs(browser, admin);
    await office.goto(`${program.url}/center/news?lang=en`);
    await office.getByText(says('news.network'), { exact: true }).waitFor();
    assert.equal(await office.locator('h1').textContent(), says('news.desk.network'));
    assert.match(await office.title(), new RegExp(`^${says('news.desk.network')}`));
    await button(office, 'news.write').click();
    const form = office.locator('[data-article-form]');
    await form.getByLabel(says('news.form.title')).first().fill('The network grows');
    await form.getByLabel(says('news.form.body')).first().fill('It has **twelwe** new groups.');
    await button(form, 'news.save').click();
    const mine = office.locator('[data-desk-article]').filter({ hasText: 'The network grows' });
    await mine.and(office.locator('[data-state=DRAFT]')).waitFor();
    assert.equal(await office.locator('[data-desk-article]').filter({ hasText: 'Ice on the Irtysh' }).count(), 0, "a center's own");
    await button(mine, 'news.publish').click();
    await mine.and(office.locator('[data-state=PUBLISHED]')).waitFor();
    const reader = await openPage(browser);
    await reader.goto(`${program.url}${await mine.getByRole('link').getAttribute('href')}?lang=en`);
    await reader.locator('[data-part=BODY] strong').waitFor();
    await reader.evaluate(() => document.getSelection().selectAllChildren(document.querySelector('[data-part=BODY] strong')));
    await reader.keyboard.press('Control+Enter');
    await button(reader, 'mistake.send').click();
    await reader.locator('[data-reported=NEW]').waitFor();
    await office.goto(`${program.url}/me?lang=en`);
    await office.locator('#notices').locator('xpath=ancestor::section').getByRole('link', { name: says('news.network') }).first().click();
    const report = office.locator('[data-report]').filter({ hasText: 'twelwe' });
    await report.waitFor();
    await button(mine, 'news.edit').click();
    const body = mine.getByLabel(says('news.form.body')).first();
    await body.fill((await body.inputValue()).replace('twelwe', 'twelve'));
    await button(mine, 'news.save').click();
    await report.locator('[data-place=CHANGED]').waitFor();
    await button(report, 'mistake.fix').click();
    await report.waitFor({ state: 'detached' });
    await reader.reload();
    await reader.locator('[data-reported=FIXED]').waitFor();
    await reader.locator('[data-part=BODY]').getByText('twelve').waitFor();
    // Its campaigns, too: one is prepared, shown, and taken back.
    await button(office, 'campaign.prepare').click();
    const campaign = office.locator('[data-campaign-form]');
    await campaign.getByLabel(says('news.kind')).selectOption('YEAR');
    await campaign.getByLabel(says('campaign.startsOn')).fill('2031-01-01');
    await campaign.getByLabel(says('campaign.endsOn')).fill('2031-12-31');
    await campaign.getByLabel(says('news.form.title')).first().fill('Year of the rivers');
    await button(campaign, 'news.save').click();
    const year = office.locator('[data-desk-campaign]').filter({ hasText: 'Year of the rivers' });
    for (const [key, state] of [['news.publish', 'PUBLISHED'], ['news.withdraw', 'WITHDRAWN']]) {
      await button(year, key).click();
      await button(year, key).click(); // one is asked whether one is sure
      await year.and(office.locator(`[data-state=${state}]`)).waitFor();
    }
    assert.deepEqual([office.noted.complaints, office.noted.violations], [[], []]);
  });

  const { articles, campaigns } = await editor.get(
    '{ articles(first: 1, state: PUBLISHED) { edges { node { id } } } campaigns(first: 1) { edges { node { id } } } }',
  );
  await looksRight(t, program, browser, [
    ['/center/news', editor],
    ['/center/news', await as(program, 'admin')],
    ['/news', undefined],
    [`/news/${articles.edges[0].node.id}`, undefined],
    [`/campaigns/${campaigns.edges[0].node.id}`, undefined],
  ]);
});
