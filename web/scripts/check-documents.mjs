// Checks that every document of the pages is one of the API: a field that is not in the schema fails the build, which
// types alone would let pass.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatAST, parse, specifiedRules, validate } from 'graphql';
import { apiSchema } from './api-schema.mjs';

const web = new URL('../', import.meta.url).pathname;
const schema = apiSchema();
// A file may hold fragments that others use.
const rules = specifiedRules.filter(({ name }) => name !== 'NoUnusedFragmentsRule');
const found = [];
for (const folder of ['app', 'sign-up', 'widget']) {
  for (const name of readdirSync(join(web, folder), { recursive: true }).filter((one) => /\.tsx?$/.test(one)).sort()) {
    const code = readFileSync(join(web, folder, name), 'utf8');
    for (const [, document] of code.matchAll(/(?:graphql\(|\bquery:)\s*`([^`]*)`/g)) {
      found.push({ file: `${folder}/${name}`, document: parse(document.replaceAll('@_unmask', '')) });
    }
  }
}
const fragments = found.flatMap(({ document }) => document.definitions).filter(({ kind }) => kind === 'FragmentDefinition');
let failed = false;
for (const { file, document } of found) {
  const own = document.definitions.filter((one) => one.kind === 'FragmentDefinition').map((one) => one.name.value);
  const others = fragments.filter((one) => !own.includes(one.name.value));
  for (const { message } of validate(schema, concatAST([document, { kind: 'Document', definitions: others }]), rules)) {
    console.error(`${file}: ${message}`);
    failed = true;
  }
}
console.log(`${found.length} documents are of the API`);
process.exit(failed ? 1 : 0);
