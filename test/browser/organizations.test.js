// An organization and its center: how one reaches them, and how one asks for help.
import assert from 'node:assert/strict';
import { as, newCenter, organizer } from '../conformance/support/network.js';
import { axe } from './support/axe.js';
import { openPage } from './support/browser.js';
import { inBrowser, word } from './support/pages.js';
import { pageAs } from './support/session.js';

const says = (key) => word('en', key);
const endMandate = 'mutation ($input: EndMandateInput!) { endMandate(input: $input) { userErrors { code } } }';
const updateOrganization = 'mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { organization { id } userErrors { code } } }';

inBrowser('centers and their organizations', async (t, program, browser) => {
  const reads = async (path, language = 'en') => {
    const page = await openPage(browser);
    await page.goto(`${program.url}${path}?lang=${language}`);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('dd:empty').count(), 0, 'every line says something');
    return page;
  };

  await t.test('a center shows its address, whom one reaches, and how one asks for help', async () => {
    const page = await reads('/centers/KZ-55');
    await page.locator('[data-address]').getByText('Pavlodar, 1 Demo Street (an address of the demo)').waitFor();
    await page.getByRole('link', { name: 'center-kz-55@demo.example' }).waitFor();
    await page.getByText(says('center.people.about')).waitFor();
    const help = page.getByRole('region', { name: says('center.help') });
    await help.getByText(says('center.help.person.write')).waitFor();
    await help.getByText(says('center.help.organization.about')).waitFor();
    await help.getByRole('link', { name: says('mentoring.ask.do') }).click();
    await page.waitForURL('**/desk/mentoring*');
    const host = await organizer(program);
    const desk = await pageAs(browser, host);
    await desk.goto(`${program.url}/centers/KZ-55?lang=en`);
    await desk.getByRole('link', { name: says('mentoring.ask.do') }).click();
    await desk.getByRole('heading', { level: 1, name: says('mentoring.title') }).waitFor();
    assert.deepEqual([page.noted.violations, desk.noted.violations], [[], []]);
  });

  await t.test('who runs a center writes its address, and everybody reads it in their language', async () => {
    const { head } = await newCenter(program, 'The center of the test');
    const bare = await reads('/centers/KZ-55');
    assert.equal(await bare.locator('[data-address]').count(), 0);
    const desk = await pageAs(browser, head);
    await desk.goto(`${program.url}/desk/organization?organization=${head.organizationId}&lang=en`);
    await desk.getByLabel(says('profile.address.en')).fill('12 Lenin Street, room 3 <b>daily</b>');
    await desk.getByLabel(says('profile.address.ru')).fill('улица Ленина, 12, кабинет 3');
    await desk.getByLabel(says('profile.phone')).fill('+77182000000');
    await desk.getByRole('button', { name: says('desk.save'), exact: true }).click();
    await desk.getByText(says('app.saved'), { exact: true }).waitFor();
    for (const [language, address] of [['en', '12 Lenin Street, room 3 <b>daily</b>'], ['ru', 'улица Ленина, 12, кабинет 3']]) {
      for (const path of ['/centers/KZ-55', `/organizations/${head.organizationId}`]) {
        const page = await reads(path, language);
        assert.equal(await page.locator('[data-address]').textContent(), address);
        await page.locator('a[href="tel:+77182000000"]').waitFor();
        assert.deepEqual(await axe(page), []);
        assert.deepEqual([page.noted.complaints, page.noted.violations], [[], []]);
        await page.context().close();
      }
    }
    await desk.reload();
    assert.equal(await desk.getByLabel(says('profile.address.ru')).inputValue(), 'улица Ленина, 12, кабинет 3');
    await desk.getByLabel(says('profile.address.en')).fill('');
    await desk.getByLabel(says('profile.address.ru')).fill('');
    await desk.getByLabel(says('profile.phone')).fill('');
    await desk.getByLabel(says('profile.email')).fill('');
    await desk.getByRole('button', { name: says('desk.save'), exact: true }).click();
    await desk.getByText(says('app.saved'), { exact: true }).waitFor();
    const silent = await reads('/centers/KZ-55');
    assert.equal(await silent.locator('[data-address]').count(), 0);
    await silent.getByText(says('center.help.person.none')).waitFor();
  });

  await t.test('an organization shows the center of its home region, in however many regions it works; none where there is none', async () => {
    const admin = await as(program, 'admin');
    const host = await organizer(program);
    const { regions } = await host.get('{ regions { id iso supportCenters { id validTo organization { name(locale: en) } } } }');
    const of = (iso) => regions.find((one) => one.iso === iso);
    // The center that lost its mandate before is none any more.
    const centers = of('KZ-55').supportCenters.filter(({ validTo }) => !validTo);
    assert.ok(centers.length === 1 && of('KZ-55').supportCenters.length > 1);
    const { node } = await host.get('query ($id: ID!) { node(id: $id) { ... on Organization { homeRegion { iso } } } }', { id: host.organizationId });
    assert.equal(node.homeRegion.iso, 'KZ-55');
    await host.act(updateOrganization, { organizationId: host.organizationId, regionIds: [of('KZ-10').id, of('KZ-11').id] });
    const page = await reads(`/organizations/${host.organizationId}`);
    assert.deepEqual(await page.locator('[data-center] a').allTextContents(), [centers[0].organization.name]);
    for (const { id: supportCenterId } of centers) await admin.act(endMandate, { supportCenterId });
    const without = await reads(`/organizations/${host.organizationId}`);
    assert.equal(await without.locator('[data-center]').count(), 0);
    const center = await reads('/centers/KZ-55');
    await center.getByText(says('center.none')).waitFor();
    assert.equal(await center.getByRole('region', { name: says('center.help') }).count(), 0);
  });
});
