// Pages of somebody who is signed in.
import { openPage } from './browser.js';

/** A page of the browser of somebody with a token, or of a visitor. */
export async function pageAs(browser, { token } = {}, options) {
  const page = await openPage(browser, options);
  if (!token) return page;
  await page.context().addInitScript((value) => localStorage.setItem('erikti.session', value), token);
  return page;
}
