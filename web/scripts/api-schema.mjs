import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';

const folder = new URL('../../graph/schema/', import.meta.url).pathname;

/** The schema of the API, from its SDL. */
export function apiSchema() {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.graphql'));
  return buildSchema(files.sort().map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));
}
