// Pictures of the pages for the documentation: ERIKTI_SCREENS=1 writes them to docs/screens.
import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { as, organizer, publish } from '../conformance/support/network.js';
import { repository } from '../conformance/support/program.js';
import { undo } from '../conformance/support/undo.js';
import { openPage } from './support/browser.js';
import { inBrowser } from './support/pages.js';
import { pageAs } from './support/session.js';

const folder = `${repository}/docs/screens`;
const most = 250_000; // bytes
const day = 86_400_000; // ms
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 900 } };

if (process.env.ERIKTI_SCREENS === '1') {
  mkdirSync(folder, { recursive: true });

  inBrowser(
    'the playground, running',
    async (t, program, browser) => {
      const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
      await page.goto(`${program.url}/playground/`);
      const changed = () => document.querySelector('.result-window')?.innerText.includes('false');
      await page.waitForFunction(changed);
      // The editor's scroll bars come and go.
      await picture(page, 'playground', { style: '.scrollbar { visibility: hidden !important }' });
    },
    { DEMO_TRAFFIC: 'on' },
  );

  inBrowser('the pages', async (t, program, browser) => {
    const host = await organizer(program);
    const center = await as(program, 'coordinator');
    const filter = `{ organizationID: "${host.organizationId}", state: PUBLISHED, endsAtGT: "${new Date().toISOString()}" }`;
    const { events } = await host.get(`{ events(first: 1, where: ${filter}) { edges { node { id shifts { id } } } } }`);
    const { id, shifts } = events.edges[0].node;
    for (const [name, path, language, options, who] of [
      ['network-en-1280', '/', 'en', desktop],
      ['network-ru-360', '/', 'ru', phone],
      ['network-dark-kk-1280', '/', 'kk', { ...desktop, colorScheme: 'dark' }],
      ['region-kk-360', '/regions/KZ-55', 'kk', phone],
      ['events-ru-1280', '/events?free=1', 'ru', desktop],
      ['event-kk-360', `/events/${id}`, 'kk', phone],
      ['sign-up-kk-360', `/widget/sign-up?shift=${shifts[0].id}`, 'kk', phone],
      ['organizations-kk-1280', '/organizations', 'kk', desktop],
      ['desk-ru-1280', '/desk', 'ru', desktop, host],
      ['desk-event-en-1280', `/desk/events/${id}`, 'en', desktop, host],
      ['center-en-1280', '/center', 'en', { viewport: { width: 1280, height: 1400 } }, center],
      ['roster-kk-1280', `/desk/shifts/${shifts[0].id}`, 'kk', desktop, host],
    ]) {
      const page = who ? await pageAs(browser, who, options) : await openPage(browser, options);
      await page.goto(`${program.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
      await picture(page, name);
    }
  });

  inBrowser('the widget, on another site', async (t, program, browser) => {
    const host = await organizer(program);
    const [startsAt, endsAt] = [9 * day, 9.125 * day].map((ahead) => new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + ahead).toISOString());
    const shifts = [{ title: { en: 'Morning', ru: 'Утро' }, startsAt, endsAt, capacity: 12, guestSignup: true }];
    const { eventId } = await publish(host, 12, undefined, { startsAt, endsAt, shifts });
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="ru"><title>A site</title><meta name="viewport" content="width=device-width">
        <script type="module" src="${program.url}/widget.js"></script><erikti-event event="${eventId}" locale="ru"></erikti-event></html>`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    undo(t)(() => new Promise((resolve) => server.close(resolve)));
    const site = `http://127.0.0.1:${server.address().port}`;
    await host.act(
      'mutation ($input: SetOrganizationSitesInput!) { setOrganizationSites(input: $input) { organization { sites } userErrors { code } } }',
      { organizationId: host.organizationId, sites: [site] },
    );
    const page = await openPage(browser, { viewport: phone.viewport });
    await page.goto(site);
    const widget = page.locator('erikti-event');
    await widget.getByText(/12/).first().waitFor();
    await widget.getByRole('link').first().click();
    await widget.frameLocator('iframe').locator('form input').first().waitFor();
    await page.waitForLoadState('networkidle');
    await picture(page, 'widget-dialog-ru-360');
  });
}

async function picture(page, name, options) {
  const path = `${folder}/${name}.png`;
  await page.screenshot({ path, ...options });
  assert.ok(statSync(path).size < most, `${path} is too large`);
}
