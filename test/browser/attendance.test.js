// Arrivals on screen: a kiosk, a phone, a scanner with a real camera picture and without a network, and who came.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents, draft, organizer, register } from '../conformance/support/network.js';
import { undo } from '../conformance/support/undo.js';
import { axe } from './support/axe.js';
import { launch } from './support/browser.js';
import { inBrowser, languages, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const soon = 20 * 60_000;

inBrowser('who came', async (t, program, browser) => {
  const host = await organizer(program);
  const { eventId, shiftId } = await draft(host, 5, soon);
  await host.act(documents.publishEvent, { eventId });
  const [first, second, third, fourth] = await Promise.all(
    ['Aliya', 'Bolat', 'Chingiz', 'Damir'].map(async (name) => {
      const person = await register(program, name);
      await person.act(documents.signUp, { shiftId });
      return person;
    }),
  );

  await t.test('a kiosk shows the code to whoever has its address, and a person types its digits', async () => {
    const desk = await pageAs(browser, host, { locale: 'en-GB' });
    await desk.goto(`${program.url}/desk/shifts/${shiftId}/code?lang=en`);
    await desk.locator('[data-digits]').waitFor();
    await desk.getByRole('button', { name: word('en', 'kiosk.open') }).click();
    const address = await desk.getByLabel(word('en', 'kiosk.address')).inputValue();
    const kiosk = await pageAs(browser, undefined, {});
    await kiosk.goto(address);
    const digits = await kiosk.locator('[data-digits]').getAttribute('data-digits');
    assert.match(digits, /^\d{6}$/);
    const phone = await pageAs(browser, first, { viewport: { width: 360, height: 740 } });
    await phone.goto(`${program.url}/me?lang=en`);
    await phone.locator(`[data-shift="${shiftId}"]`).getByRole('link', { name: word('en', 'checkin.title') }).click();
    await phone.getByLabel(word('en', 'checkin.digits')).fill('000000' === digits ? '111111' : '000000');
    await phone.getByRole('button', { name: word('en', 'checkin.in') }).click();
    await phone.getByRole('alert').getByText(/./).first().waitFor();
    await phone.getByLabel(word('en', 'checkin.digits')).fill(await kiosk.locator('[data-digits]').getAttribute('data-digits'));
    await phone.getByRole('button', { name: word('en', 'checkin.in') }).click();
    await phone.locator('[data-recorded="IN"]').waitFor();
    // The address is told once; the kiosk is ended from the list, also after the page was loaded anew.
    await desk.reload();
    await desk.locator('[data-kiosk]').getByRole('button', { name: word('en', 'kiosk.close') }).click();
    await desk.locator('[data-kiosk]').waitFor({ state: 'detached' });
    await kiosk.reload();
    await kiosk.getByText(word('en', 'kiosk.gone')).waitFor();
  });

  await t.test('a kiosk shows the code over plain http from another device, where a browser gives no camera', async () => {
    const { openKiosk } = await host.get('mutation ($id: ID!) { openKiosk(input: {shiftId: $id}) { token userErrors { code } } }', { id: shiftId });
    // A name that is not the device's own: only those are trusted without https.
    const elsewhere = await launch(['--host-resolver-rules=MAP kiosk.test 127.0.0.1']);
    undo(t)(() => elsewhere.close());
    for (const language of languages) {
      const kiosk = await pageAs(elsewhere, undefined, {});
      await kiosk.goto(`http://kiosk.test:${new URL(program.url).port}/kiosk?lang=${language}#${openKiosk.token}`);
      assert.match(await kiosk.locator('[data-digits]').getAttribute('data-digits'), /^\d{6}$/);
      await kiosk.getByText(word(language, 'kiosk.plain')).waitFor();
      assert.deepEqual(await kiosk.evaluate(() => [isSecureContext, navigator.mediaDevices === undefined]), [false, true]);
      // The browser says of one header that it counts over https alone.
      const complaints = kiosk.noted.complaints.filter((one) => !one.startsWith('The Cross-Origin-Opener-Policy header has been ignored'));
      assert.deepEqual([complaints, kiosk.noted.violations], [[], []]);
    }
  });

  await t.test('the address in the code is opened by a camera of any phone, and a code of another shift is refused', async () => {
    const { shiftCode } = await host.get('query ($id: ID!) { shiftCode(shiftId: $id) { code } }', { id: shiftId });
    const phone = await pageAs(browser, second, { viewport: { width: 360, height: 740 } });
    await phone.goto(shiftCode.code);
    await phone.getByRole('button', { name: word('en', 'checkin.in') }).click();
    await phone.locator('[data-recorded="IN"]').waitFor();
    const other = await draft(host, 2, soon + 86_400_000);
    await host.act(documents.publishEvent, { eventId: other.eventId });
    await second.act(documents.signUp, { shiftId: other.shiftId });
    await phone.goto(`${program.url}/check-in?shift=${other.shiftId}#${shiftCode.code.split('#')[1].replace(shiftId, other.shiftId)}`);
    await phone.reload();
    await phone.getByRole('button', { name: word('en', 'checkin.in') }).click();
    await phone.getByRole('alert').getByText(/./).first().waitFor();
  });

  await t.test('F10 a scanner reads a code from its camera, keeps what it sees without a network, and sends it once', async () => {
    const film = await filmed(t, program, browser, third, shiftId);
    const camera = await launch([`--use-file-for-fake-video-capture=${film}`, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
    undo(t)(() => camera.close());
    const scanner = await pageAs(camera, host, { viewport: { width: 360, height: 740 } });
    await scanner.goto(`${program.url}/desk/shifts/${shiftId}/scan?lang=en`);
    await scanner.getByText('Test Chingiz').waitFor();
    await scanner.context().setOffline(true);
    await scanner.getByRole('button', { name: word('en', 'scan.camera') }).click();
    await scanner.locator('[data-seen="held"]').getByText('Test Chingiz').waitFor({ timeout: 60_000 });
    assert.notEqual(await scanner.locator('[data-held]').getAttribute('data-held'), '0');
    await scanner.getByRole('button', { name: /Test Damir/ }).click();
    await scanner.getByText(word('en', 'scan.keepOpen')).waitFor();
    await scanner.context().setOffline(false);
    await scanner.locator('[data-held="0"]').waitFor({ timeout: 60_000 });
    await scanner.locator('li[data-state="CHECKED_IN"]', { hasText: 'Test Chingiz' }).waitFor({ timeout: 60_000 });
    await scanner.getByText(word('en', 'scan.keepOpen')).waitFor({ state: 'detached' });
    // What of each person is kept: that they came, once, whoever and whatever saw it how often.
    await scanner.locator('li[data-state="CHECKED_IN"]', { hasText: 'Test Damir' }).waitFor();
    for (const person of [third, fourth]) {
      const { exportMyData } = await person.get('{ exportMyData { content } }');
      const kinds = JSON.parse(exportMyData.content).check_ins.map(({ kind }) => kind);
      assert.deepEqual(kinds, ['IN']);
    }
  });

  await t.test('the organizer says how long places are kept, and a volunteer reads it', async () => {
    const other = await draft(host, 2, soon + 3 * 86_400_000);
    await host.act(documents.publishEvent, { eventId: other.eventId });
    await second.act(documents.signUp, { shiftId: other.shiftId });
    const desk = await pageAs(browser, host, { locale: 'en-GB' });
    await desk.goto(`${program.url}/desk/events/${other.eventId}?lang=en`);
    await desk.getByRole('button', { name: word('en', 'desk.noShow.change'), exact: true }).click();
    await desk.getByLabel(word('en', 'desk.noShow'), { exact: true }).fill('45');
    await desk.getByRole('button', { name: word('en', 'desk.save'), exact: true }).click();
    await desk.getByLabel(word('en', 'desk.noShow'), { exact: true }).waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: word('en', 'desk.shift.add') }).click();
    assert.equal(await desk.getByLabel(word('en', 'desk.noShow'), { exact: true }).inputValue(), '45');
    await desk.getByLabel(word('en', 'desk.noShow'), { exact: true }).fill('0');
    await desk.getByLabel(word('en', 'desk.form.shift.title')).fill('Evening');
    await desk.getByRole('button', { name: word('en', 'desk.shift.add.do') }).click();
    await desk.getByRole('link', { name: 'Evening' }).waitFor();
    const { node } = await host.get('query ($id: ID!) { node(id: $id) { ... on Event { shifts { noShowMinutes } } } }', { id: other.eventId });
    assert.deepEqual(node.shifts.map(({ noShowMinutes }) => noShowMinutes), [45, 0]);
    const phone = await pageAs(browser, second, { viewport: { width: 360, height: 740 } });
    for (const path of [`/events/${other.eventId}`, '/me']) {
      await phone.goto(`${program.url}${path}?lang=en`);
      const place = phone.locator(`[data-shift="${other.shiftId}"]`);
      await place.locator('[data-no-show="45"]').getByText('Come within 45 minutes of the start').waitFor();
    }
  });

  await t.test('H8 axe finds nothing serious on the pages of attendance, and at 360 px nothing lies beside them, in three languages', async () => {
    for (const [path, who] of [
      [`/desk/shifts/${shiftId}/code`, host],
      [`/desk/shifts/${shiftId}/scan`, host],
      [`/desk/events/${eventId}/came`, host],
      [`/check-in?shift=${shiftId}`, first],
      [`/me/code/${shiftId}`, first],
      ['/kiosk#none', undefined],
    ]) {
      for (const language of languages) {
        const page = await pageAs(browser, who, { viewport: { width: 360, height: 740 }, colorScheme: language === 'ru' ? 'dark' : 'light' });
        const [before, hash = ''] = path.split('#');
        await page.goto(`${program.url}${before}${before.includes('?') ? '&' : '?'}lang=${language}${hash && `#${hash}`}`);
        await page.locator('h1').waitFor();
        await page.waitForLoadState('networkidle');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, `${path} ${language}`);
        assert.deepEqual(await axe(page), [], `${path} ${language}`);
        assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
        await page.context().close();
      }
    }
  });
});

inBrowser('who came, afterwards', async (t, program, browser) => {
  const host = await organizer(program);
  const { eventId, shiftId } = await draft(host, 3, 4_000, 3_000);
  await host.act(documents.publishEvent, { eventId });
  const people = await Promise.all(['Dana', 'Erlan', 'Farida'].map((name) => register(program, name)));
  for (const person of people) await person.act(documents.signUp, { shiftId });

  await t.test('an organizer names who did not come, the others have their hours, and the event is settled', async () => {
    const page = await pageAs(browser, host, { locale: 'en-GB' });
    await page.goto(`${program.url}/desk/events/${eventId}/came?lang=en`);
    for (let tries = 0; tries < 60 && (await page.locator('[data-event-state="DONE"]').count()) === 0; tries++) {
      await page.waitForTimeout(500);
      await page.reload();
      await page.locator('h1').waitFor();
    }
    await page.getByLabel('Did Test Erlan come?').selectOption('NO_SHOW');
    await page.getByLabel('Did Test Farida come?').selectOption('PRESENT');
    const [came, left] = [35, 15].map((minutes) => local(Date.now() - minutes * 60_000));
    const times = page.getByRole('group', { name: /Test Farida/ });
    await times.getByLabel(word('en', 'hours.presence.from')).fill(came);
    await times.getByLabel(word('en', 'hours.presence.to')).fill(left);
    await page.getByRole('button', { name: word('en', 'came.settle') }).click();
    await page.getByRole('button', { name: word('en', 'came.settle.do') }).click();
    await page.locator('[data-event-state="SETTLED"]').waitFor();
    assert.equal(await page.locator('[data-counted="completed"] dd').innerText(), '2');
    const { exportMyData } = await people[2].get('{ exportMyData { content } }');
    const marks = JSON.parse(exportMyData.content).check_ins.map(({ kind, at }) => [kind, local(Date.parse(at))]);
    assert.deepEqual(marks.sort(), [['IN', came], ['OUT', left]]);
    assert.equal(await page.locator('[data-counted="noShow"] dd').innerText(), '1');
  });
});

/** A moment as the clock of the event shows it. */
const local = (moment) => new Date(moment).toLocaleString('sv-SE', { timeZone: 'Asia/Almaty' }).slice(0, 16).replace(' ', 'T');

/** A film, for a browser's camera, of a person's phone that shows their code. */
async function filmed(t, program, browser, person, shiftId) {
  const phone = await pageAs(browser, person, { viewport: { width: 480, height: 480 } });
  await phone.goto(`${program.url}/me/code/${shiftId}?lang=en`);
  const picture = await phone.locator('[data-qr]').evaluate(async (svg) => {
    const size = 480;
    const image = new Image();
    const copy = svg.cloneNode(true);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', '360');
    copy.setAttribute('height', '360');
    image.src = `data:image/svg+xml;base64,${btoa(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
    const context = canvas.getContext('2d');
    context.fillStyle = '#999';
    context.fillRect(0, 0, size, size);
    context.drawImage(image, 60, 60, 360, 360);
    const { data } = context.getImageData(0, 0, size, size);
    return Array.from({ length: size * size }, (_, i) => data[4 * i]);
  });
  await phone.context().close();
  const folder = mkdtempSync(join(tmpdir(), 'erikti-film-'));
  undo(t)(() => rmSync(folder, { recursive: true, force: true }));
  // YUV4MPEG2: the brightness of each point, then the two halved planes of color, which stay grey.
  const size = 480;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(picture), Buffer.alloc((size * size) / 2, 128)]);
  const file = join(folder, 'phone.y4m');
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${size} H${size} F10:1 Ip A1:1 C420jpeg\n`), ...Array(10).fill(frame)]));
  return file;
}
