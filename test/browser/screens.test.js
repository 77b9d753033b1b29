// Pictures of the pages for the documentation: ERIKTI_SCREENS=1 writes them to docs/screens.
import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { repository } from '../clients/support/program.js';
import { openPage } from './support/browser.js';
import { cards, connection } from './support/home.js';
import { inBrowser } from './support/pages.js';

const folder = `${repository}/docs/screens`;
const most = 250_000; // bytes

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

  inBrowser('the network', async (t, program, browser) => {
    for (const [language, options] of [
      ['ru', { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }],
      ['en', { viewport: { width: 1280, height: 1000 } }],
    ]) {
      const page = await openPage(browser, options);
      await page.goto(`${program.url}/?lang=${language}`);
      await cards(page);
      await connection(page, 'live');
      await picture(page, `home-${language}-${options.viewport.width}`);
    }
  });
}

async function picture(page, name, options) {
  const path = `${folder}/${name}.png`;
  await page.screenshot({ path, ...options });
  assert.ok(statSync(path).size < most, `${path} is too large`);
}
