// The audits of GraphQL over HTTP that the package graphql-http brings.
import assert from 'node:assert/strict';
import { serverAudits } from 'graphql-http';
import { onAnyDatabase } from './support/with-program.js';

onAnyDatabase('GraphQL over HTTP', async (t, program) => {
  const results = { ok: 0, notice: 0, warn: 0, error: 0 };
  for (const audit of serverAudits({ url: `${program.url}/graphql`, fetchFn: fetch })) {
    await t.test(`${audit.id} ${audit.name}`, async (t) => {
      const { status, reason } = await audit.fn();
      results[status]++;
      if (status !== 'ok') t.diagnostic(`${status}: ${reason}`);
      // A MUST is an error, a SHOULD a warning, a MAY a notice.
      assert.notEqual(status, 'error', reason);
    });
  }
  const { ok, ...others } = results;
  t.diagnostic(`audits of GraphQL over HTTP: ${ok} of ${ok + others.notice + others.warn + others.error} ok`);
  assert.deepEqual(results, { ok: 61, notice: 0, warn: 0, error: 0 });
});
