// Every page on a phone and on a large screen, in light and dark: it fits, axe finds nothing serious, nothing is complained of.
import { everyPage } from './support/every-page.js';
import { looksRight } from './support/looks.js';
import { inBrowser } from './support/pages.js';

inBrowser('how every page looks', async (t, program, browser) => {
  await looksRight(t, program, browser, await everyPage(program));
});
