// Debian's Chromium, and pages of it that note what a page must not do.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env.ERIKTI_CHROMIUM || '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launch(more = []) {
  assert.ok(existsSync(executablePath), `There is no ${executablePath}: install chromium, or name yours in ERIKTI_CHROMIUM.`);
  return chromium.launch({ executablePath, args: [...args, ...more] });
}

/** A page, with what it asked for and what it complained of. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const noted = { requests: [], complaints: [], violations: [] };
  // The policy's own event: a browser may word its console message as it likes.
  await context.exposeBinding('noteViolation', (_, violation) => noted.violations.push(violation));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      window.noteViolation(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  context.on('request', (request) => noted.requests.push(request.url()));
  context.on('serviceworker', (worker) => noted.complaints.push(`a service worker: ${worker.url()}`));
  page.on('websocket', (socket) => noted.requests.push(socket.url()));
  page.on('pageerror', (error) => noted.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') noted.complaints.push(`${message.text()} (${message.location().url})`);
  });
  return Object.assign(page, { noted });
}

/** The hosts of the requests that left for the network. */
export function hosts({ requests }) {
  const remote = requests.map((url) => new URL(url)).filter(({ protocol }) => !['data:', 'blob:'].includes(protocol));
  return [...new Set(remote.map(({ host }) => host))];
}
