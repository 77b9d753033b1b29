// Tests of a running program with the demo network in it, which stands still.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { databases, sqlite } from './databases.js';
import { Program } from './program.js';
import { undo } from './undo.js';

// Of subtests that a test starts without waiting for each, two run at once.
const together = { concurrency: 2 };
const environment = { DEMO: 'true', DEMO_TRAFFIC: 'off' };

/** A test on each database: `body` gets the test and the program. */
export function onEachDatabase(name, body, options = {}) {
  on(databases, name, body, options);
}

/** A test on the last of the databases, and with ERIKTI_TEST_LONG on each. */
export function onOneDatabase(name, body, options = {}) {
  on(process.env.ERIKTI_TEST_LONG ? databases : databases.slice(-1), name, body, options);
}

/** A test of what does not depend on the database. */
export function onAnyDatabase(name, body, options = {}) {
  test(name, together, (t) => run(t, sqlite, options, body));
}

function on(some, name, body, options) {
  for (const [database, make] of some) test(`${name}, on ${database}`, together, (t) => run(t, make, options, body));
}

async function run(t, make, options, body) {
  const atEnd = undo(t);
  const database = await make();
  atEnd(() => database.remove());
  const pictures = mkdtempSync(`${tmpdir()}/erikti-pictures-`);
  atEnd(() => rmSync(pictures, { recursive: true, force: true }));
  const program = await Program.start({ DATABASE_URL: database.url, PICTURES_FOLDER: pictures, ...environment, ...options });
  atEnd(() => program.kill());
  await body(t, program);
}
