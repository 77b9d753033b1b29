// The list of events on a slow phone network: how much, and one after the other, a first reader waits for.
import assert from 'node:assert/strict';
import { openPage } from './support/browser.js';
import { inBrowser, isKey } from './support/pages.js';

// As WebPageTest names them: bits a second down and up, milliseconds of a round trip.
const networks = { '3G': [1_600_000, 768_000, 300], 'slow 3G': [400_000, 400_000, 400] };
const mostBytes = 120_000; // 3G brings that many in 0.6 s
const mostRequests = 16;
const mostSteps = 3;

inBrowser('a slow network', async (t, program, browser) => {
  for (const [name, [down, up, latency]] of Object.entries(networks)) {
    await t.test(`H10 /events on ${name} takes few bytes in few steps`, async (t) => {
      const page = await openPage(browser, { viewport: { width: 360, height: 740 }, locale: 'ru-RU' });
      const cdp = await page.context().newCDPSession(page);
      const asked = new Map();
      let bytes = 0;
      let usable = false;
      let lists = 0;
      await cdp.send('Network.enable');
      await cdp.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: down / 8, uploadThroughput: up / 8 });
      const waitedFor = new Set();
      cdp.on('Network.requestWillBeSent', ({ requestId, request, initiator, type }) => {
        const isList = request.postData?.includes('"operationName":"Events"');
        if (isList) lists++;
        if (usable || request.url.startsWith('data:') || isForLater(request.url, type, isList)) return;
        waitedFor.add(requestId);
        const frames = initiator.stack?.callFrames ?? initiator.stack?.parent?.callFrames ?? [];
        asked.set(request.url + request.method, { url: request.url, type, by: initiator.url ?? frames.find((frame) => frame.url)?.url });
      });
      cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (waitedFor.has(requestId)) bytes += encodedDataLength;
      });
      await page.addInitScript(watchFor, '[data-event] [data-places]');
      await page.addInitScript(beginMinute);
      await page.goto(`${program.url}/events`, { waitUntil: 'commit' });
      await page.waitForFunction(() => window.usableAfter, { timeout: 120_000 });
      const took = Math.round(await page.evaluate(() => window.usableAfter));
      usable = true;
      const all = [...asked.values()];
      const steps = Math.max(...all.map((one) => depth(one, all)));
      t.diagnostic(`${name}: usable after ${took} ms, ${bytes} bytes, ${all.length} requests, ${steps} steps`);
      for (const one of all) t.diagnostic(`${depth(one, all)} ${one.type} ${new URL(one.url).pathname}`);
      assert.ok(bytes <= mostBytes, `${bytes} bytes`);
      assert.ok(all.length <= mostRequests, `${all.length} requests`);
      assert.ok(steps <= mostSteps, `${steps} steps`);
      assert.equal(lists, 1, 'the list is asked for once: before the pages are there');
    });
  }

  await t.test('H9 a page that is opened from another waits for its texts, and shows no key of one', async () => {
    const page = await openPage(browser);
    await page.goto(`${program.url}/?lang=en`);
    await page.locator('h1').waitFor();
    await page.evaluate(() => {
      window.shown = new Set();
      new MutationObserver(() => window.shown.add(document.querySelector('main').innerText)).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await page.route(/\/assets\/en-/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    for (const path of ['/events', '/organizations', '/news']) {
      await page.locator(`header a[href^="${path}"], footer a[href^="${path}"]`).first().click();
      await page.waitForURL(`**${path}*`);
      await page.locator('h1').waitFor();
    }
    const shown = (await page.evaluate(() => [...window.shown])).join('\n').split(/\s+/);
    assert.ok(shown.length > 50);
    assert.deepEqual(shown.filter(isKey), []);
    assert.deepEqual(page.noted.complaints, []);
  });
});

/** Notes, in the page, when something is drawn, in milliseconds since it was asked for: looking from outside comes late. */
function watchFor(selector) {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.usableAfter = performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Lets a minute of the page's clock begin while its first question is on its way. */
function beginMinute() {
  const { now } = Date;
  const ask = window.fetch;
  let ahead = 30_000 - (performance.timeOrigin % 60_000);
  Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ahead });
  Date.now = () => now() + ahead;
  window.fetch = (...all) => {
    ahead += 30_000;
    window.fetch = ask;
    return ask(...all);
  };
}

/** What nobody waits for: whether it comes before the list is drawn depends on how fast the machine draws. */
function isForLater(url, type, isList) {
  return type === 'Font' || type === 'Other' || url.includes('/fonts-') || (type === 'Fetch' && !isList);
}

/** How many requests had to be answered one after the other before this one was. */
function depth({ by, url }, all) {
  const cause = by && by !== url ? all.find((one) => one.url === by) : undefined;
  return cause ? 1 + depth(cause, all.filter((one) => one.url !== url)) : 1;
}
