// Fresh databases to run the program on.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository, within } from './program.js';

const wanted = (process.env.ERIKTI_TEST_DATABASES || 'sqlite,postgres').split(',').map((name) => name.trim());

/** The databases to test on, by name: each makes an empty one and says how to remove it. */
export const databases = Object.entries({ sqlite, postgres }).filter(([name]) => wanted.includes(name));

/** An empty SQLite database in a folder of its own. */
export async function sqlite() {
  const folder = await mkdtemp(join(tmpdir(), 'erikti-clients-'));
  return { url: `sqlite:${join(folder, 'erikti.db')}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** An empty PostgreSQL database, on the server of ERIKTI_TEST_POSTGRES or on one of its own. */
async function postgres() {
  const lender = spawn('go', ['run', './internal/pgtest/pgcluster'], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve, reject) => {
    lender.on('error', reject);
    lender.on('close', resolve);
  });
  const lines = createInterface({ input: lender.stdout })[Symbol.asyncIterator]();
  // Go may have to compile the lender first.
  const first = await within(Promise.race([lines.next(), ended.then(() => ({}))]), 'PostgreSQL', 300_000);
  if (!first.value) throw new Error('There is no PostgreSQL to test on; what is written above says why.');
  return {
    url: first.value,
    async remove() {
      lender.stdin.end();
      await within(ended, 'the end of PostgreSQL');
    },
  };
}
