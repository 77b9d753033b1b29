// Notices in a browser: the worker that shows them, and the choice of what is sent where. A push service stands on the
// Internet, so what a browser without one does is tried here; that messages reach one and can be read is tried in
// test/program.
import assert from 'node:assert/strict';
import { register } from '../conformance/support/network.js';
import { inBrowser, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);

inBrowser('notices in the browser', async (t, program, browser) => {
  const person = await register(program, 'told');

  await t.test('the worker is let in by the policy, and shows what is pushed', async () => {
    const page = await pageAs(browser, person);
    await page.context().grantPermissions(['notifications'], { origin: program.url });
    await page.goto(`${program.url}/me?lang=en`);
    await page.getByRole('button', { name: says('me.push.start') }).click();
    // Subscribed where there is a push service; where there is none it says so, and claims nothing.
    await page.locator('[data-push="on"]').or(page.getByText(says('me.push.failed'))).first().waitFor();
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, `${program.url}/`);
    assert.deepEqual(page.noted.violations, []);

    const cdp = await page.context().newCDPSession(page);
    const registered = new Promise((resolve) => {
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const found = registrations.find(({ scopeURL }) => scopeURL === scope);
        if (found) resolve(found.registrationId);
      });
    });
    await cdp.send('ServiceWorker.enable');
    const message = { title: 'You have a place: Cleaning', body: 'Morning', link: 'https://elsewhere.example/', tag: 'ntd_1', lang: 'en' };
    const push = { origin: program.url, registrationId: await registered };
    for (const data of [JSON.stringify(message), JSON.stringify({ ...message, body: 'Evening' }), 'no JSON']) {
      await cdp.send('ServiceWorker.deliverPushMessage', { ...push, data });
    }
    const shown = () =>
      page.evaluate(async () => {
        const worker = await navigator.serviceWorker.ready;
        return (await worker.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
      });
    let all = [];
    for (let left = 50; left > 0 && all.length < 2; left--) {
      await page.waitForTimeout(100);
      all = await shown();
    }
    // The second replaced the first; what cannot be read is shown without its words.
    const byTag = (a, b) => a.tag.localeCompare(b.tag);
    assert.deepEqual(all.toSorted(byTag), [
      { title: 'Erikti', body: '', tag: 'erikti' },
      { title: message.title, body: 'Evening', tag: 'ntd_1' },
    ]);
    const kept = await page.evaluate(() => caches.keys());
    assert.deepEqual(kept, []);
  });

  await t.test('what is sent where is chosen by kind, and stays', async () => {
    const page = await pageAs(browser, person, { viewport: { width: 360, height: 740 } });
    await page.goto(`${program.url}/me?lang=en`);
    await page.getByText(says('me.choices'), { exact: true }).click();
    const mail = page.locator('tr[data-kind="REMINDER"]').getByRole('checkbox').first();
    assert.ok(await mail.isChecked());
    await mail.click();
    await page.waitForFunction(() => !document.querySelector('tr[data-kind="REMINDER"] input').checked);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    await page.reload();
    await page.getByText(says('me.choices'), { exact: true }).click();
    assert.ok(!(await page.locator('tr[data-kind="REMINDER"]').getByRole('checkbox').first().isChecked()));
    assert.ok(await page.locator('tr[data-kind="REMINDER"]').getByRole('checkbox').nth(1).isChecked());
    assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
  });
});
