// The widget on pages that do to it what they can: its promise is to show the network's numbers, and to have broken nothing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { documents, organizer, publish, register } from '../conformance/support/network.js';
import { undo } from '../conformance/support/undo.js';
import { openPage } from './support/browser.js';
import { inBrowser } from './support/pages.js';

const port = 20_000 + ((process.pid + 7_000) % 20_000);
const site = `http://127.0.0.1:${port}`;

inBrowser(
  'the widget on a hostile page',
  async (t, program, browser) => {
    const script = Buffer.from(await (await fetch(`${program.url}/widget.js`)).arrayBuffer());
    const hash = `sha384-${createHash('sha384').update(script).digest('base64')}`;
    const connect = `connect-src ${program.url} ${program.url.replace('http', 'ws')}`;
    let served = {};
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      if (served.policy) response.setHeader('Content-Security-Policy', served.policy);
      response.end(`<!doctype html><html lang="en"><title>A site</title>${served.head ?? ''}<body>${served.body ?? ''}
        <script type="module" src="${program.url}/widget.js" ${served.script ?? ''}></script>${served.element ?? element}</body></html>`);
    });
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
    undo(t)(() => new Promise((resolve) => server.close(resolve)));
    const host = await organizer(program);
    const { eventId, shiftId } = await publish(host, 30);
    const element = `<erikti-event event="${eventId}" locale="en"><a href="/fallback">The event</a></erikti-event>`;
    let free = 30;

    /** The page shows the numbers, and those after a change. */
    async function follows(page) {
      await shows(page, `${free} of 30 places free`);
      await (await register(program, 'hostile')).act(documents.signUp, { shiftId });
      await shows(page, `${--free} of 30 places free`);
    }
    async function on(what, before) {
      served = what;
      const page = await openPage(browser);
      if (before) await page.addInitScript(before);
      await page.goto(site);
      return page;
    }

    await t.test('H4 prototypes that hold what is not theirs change nothing', async () => {
      const page = await on({}, () => {
        const junk = ['event', 'locale', 'headers', 'method', 'body', 'data', 'errors', 'payload', 'type', 'version', 'state', 'shifts', 'once',
          'signal', 'query', 'variables', 'retryAttempts', 'kind', 'asOf', 'from', 'shiftId', 'position', 'get', 'value', 'toJSON2', 'extra'];
        for (const name of junk) {
          if (['get', 'value'].includes(name)) continue; // a page with these cannot define a property itself
          Object.defineProperty(Object.prototype, name, { value: 'polluted', writable: true, enumerable: true, configurable: true });
        }
        Object.defineProperty(Array.prototype, 'extra', { value: () => 'polluted', enumerable: true });
      });
      await follows(page);
      assert.deepEqual(page.noted.complaints, []);
      assert.ok(!(await page.locator('erikti-event').evaluate((one) => one.shadowRoot.innerHTML)).includes('polluted'));
    });

    await t.test('H4 a style for everything on the page leaves the card as it is', async () => {
      const looks = (page) =>
        page.locator('erikti-event').evaluate((one) => {
          const card = getComputedStyle(one.shadowRoot.querySelector('.card'));
          const words = getComputedStyle(one.shadowRoot.querySelector('strong'));
          return [card.display, card.visibility, card.fontSize, card.color, words.visibility, words.fontSize, words.letterSpacing, words.textTransform];
        });
      const plain = await on({});
      await shows(plain, `${free} of 30 places free`);
      const page = await on({
        head: `<style>* { visibility: hidden !important; color: transparent !important; font-size: 0 !important; letter-spacing: 9px !important; text-transform: uppercase !important; pointer-events: none !important }
          a, strong, span, svg, dialog { display: none !important } .card, .words { opacity: 0 !important }
          html { font-size: 16px !important }</style>`,
      });
      await shows(page, `${free} of 30 places free`);
      assert.deepEqual(await looks(page), await looks(plain));
      await page.locator('erikti-event').getByRole('link').first().click({ trial: true });
    });

    await t.test('H4 names that hide those of the document, and another base, lead it nowhere else', async () => {
      const page = await on({
        head: '<base href="http://elsewhere.example/">',
        body: '<form name="documentElement"></form><img name="createElement"><form id="location" name="body"></form><a id="network" href="x">x</a><img name="currentScript">',
      });
      // One who hides document.createElement hides it from the whole page; the element cannot be drawn then, and breaks nothing.
      await page.waitForTimeout(500);
      const asked = page.noted.requests.filter((url) => url.includes('elsewhere.example') && !url.endsWith('/x'));
      assert.deepEqual(asked, []);
      const other = await on({ head: '<base href="http://elsewhere.example/">', body: '<form id="location"></form><a id="network" href="x">x</a>' });
      await follows(other);
      const link = await other.locator('erikti-event').getByRole('link').first().getAttribute('href');
      assert.ok(link.startsWith(`${program.url}/events/`), link);
    });

    await t.test('H4 what a page writes into its attributes is a value', async () => {
      const page = await on({
        element: `<erikti-event locale='"><img src=x onerror=alert(1)>' event='"><img src=x onerror="window.struck=1">/../../playground'></erikti-event>
          <erikti-event event="constructor" locale="__proto__"></erikti-event>`,
      });
      await page.locator('erikti-event').first().getByText('…').or(page.locator('erikti-event').first().getByRole('link')).first().waitFor();
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(() => window.struck), undefined);
      const links = await page.locator('erikti-event').evaluateAll((all) => all.map((one) => one.shadowRoot.querySelector('a').href));
      for (const link of links) assert.ok(new URL(link).origin === program.url && new URL(link).pathname.startsWith('/events/'), link);
      assert.equal(await page.locator('erikti-event').evaluateAll((all) => all.filter((one) => one.shadowRoot.querySelector('img')).length), 0);
    });

    await t.test('H4 a policy of one hash is enough, and another script with its name does not run', async () => {
      const policy = `default-src 'none'; script-src '${hash}'; ${connect}`;
      const page = await on({ policy, script: `crossorigin integrity="${hash}"` });
      await follows(page);
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
      const wrong = `sha384-${createHash('sha384').update('another').digest('base64')}`;
      const refused = await on({ script: `crossorigin integrity="${wrong}"` });
      await refused.getByText('The event').waitFor();
      assert.equal(await refused.evaluate(() => customElements.get('erikti-event')), undefined);
    });

    await t.test('H4 a browser that knows less shows the numbers, and one that knows nothing the link inside', async () => {
      const page = await on({}, () => {
        delete Document.prototype.adoptedStyleSheets;
        delete window.CSSStyleSheet;
        delete window.HTMLDialogElement;
      });
      await follows(page);
      const [opened] = await Promise.all([page.context().waitForEvent('page'), page.locator('erikti-event').getByRole('link').first().click()]);
      await opened.getByRole('heading', { level: 1 }).waitFor();
      assert.ok(opened.url().startsWith(`${program.url}/events/${eventId}`));
      const old = await on({}, () => {
        delete window.customElements;
      });
      await old.getByText('The event').waitFor();
    });

    await t.test('H4 loaded twice, moved, taken out and put back, it still follows, by one connection each', async () => {
      const page = await on({ body: `<script type="module" src="${program.url}/widget.js?again"></script><div id="other"></div>` });
      await shows(page, `${free} of 30 places free`);
      await page.evaluate(() => {
        const one = document.querySelector('erikti-event');
        for (let i = 0; i < 20; i++) document.querySelector(i % 2 ? '#other' : 'body').append(one);
        one.remove();
        document.body.append(one);
      });
      await follows(page);
      assert.deepEqual(page.noted.complaints, []);
    });
  },
  { ALLOWED_ORIGINS: site },
);

function shows(page, text) {
  return page.locator('erikti-event').getByText(text).first().waitFor({ timeout: 60_000 });
}
