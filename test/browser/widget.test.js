// The widget on a page of another site with a strict policy of its own.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { documents, organizer, publish, register } from '../conformance/support/network.js';
import { undo } from '../conformance/support/undo.js';
import { openPage } from './support/browser.js';
import { inBrowser } from './support/pages.js';

// The origin of the other site has to be known to the program before it starts.
const port = 20_000 + (process.pid % 20_000);
const site = `http://127.0.0.1:${port}`;

inBrowser(
  'the widget',
  async (t, program, browser) => {
    let eventId = '';
    const server = createServer((_, response) => {
      const policy = `default-src 'none'; script-src ${program.url}; connect-src ${program.url} ${program.url.replace('http', 'ws')}`;
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="en"><title>A site</title>
        <script type="module" src="${program.url}/widget.js"></script>
        <erikti-event event="${eventId}" locale="en"></erikti-event></html>`);
    });
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
    undo(t)(() => new Promise((resolve) => server.close(resolve)));
    const host = await organizer(program);
    const made = await publish(host, 3);
    eventId = made.eventId;

    await t.test('H4 its numbers change on a page with a strict policy, which breaks nothing', async () => {
      const page = await openPage(browser);
      await page.goto(site);
      await shows(page, '3 of 3 places free');
      await (await register(program, 'widget')).act(documents.signUp, { shiftId: made.shiftId });
      await shows(page, '2 of 3 places free');
      const link = page.locator('erikti-event').getByRole('link');
      assert.ok((await link.getAttribute('href')).startsWith(`${program.url}/events/${eventId}`));
      assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
    });

    await t.test('where no socket comes through, an event stream does', async () => {
      const page = await openPage(browser);
      await page.addInitScript(() => {
        window.WebSocket = class extends EventTarget {
          constructor() {
            super();
            setTimeout(() => this.onclose?.({ code: 1006, reason: '', wasClean: false }), 10);
          }
          send() {}
          close() {}
        };
      });
      await page.goto(site);
      await shows(page, '2 of 3 places free');
    });

    await t.test('H10 when the network is gone it says as of when its numbers are, and recovers', async () => {
      const page = await openPage(browser);
      await page.goto(site);
      await shows(page, '2 of 3 places free');
      await program.kill();
      await shows(page, 'Offline. As of ');
      await program.start();
      await page.locator('erikti-event').getByText('Offline').first().waitFor({ state: 'detached', timeout: 60_000 });
      await shows(page, '2 of 3 places free');
    });
  },
  { ALLOWED_ORIGINS: site },
);

function shows(page, text) {
  return page.locator('erikti-event').getByText(text).first().waitFor({ timeout: 60_000 });
}
