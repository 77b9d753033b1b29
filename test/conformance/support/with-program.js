// Tests of a running program with the demo network in it, which stands still.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { databases, sqlite } from './databases.js';
import { Program } from './program.js';
import { undo } from './undo.js';

const environment = { DEMO: 'true', DEMO_TRAFFIC: 'off' };

/** A test on each database: `body` gets the test and the program. */
export function onEachDatabase(name, body, options = {}) {
  for (const [database, make] of databases) test(`${name}, on ${database}`, (t) => run(t, make, options, body));
}

/** A test of what does not depend on the database. */
export function onAnyDatabase(name, body, options = {}) {
  test(name, (t) => run(t, sqlite, options, body));
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
