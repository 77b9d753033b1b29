// Writes the list of the documents that the pages send, for a server that executes no others
// (TRUSTED_DOCUMENTS=only): every operation with the fragments that it uses. The playground's are not among them:
// there people write their own.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';

const web = new URL('../', import.meta.url).pathname;
// graphql(`…`) of typed documents, and { query: `…` } where one is sent as it is.
const document = /(?:graphql\(|\bquery:)\s*`([^`]*)`/g;

const operations = new Map();
const fragments = new Map();
for (const folder of ['app', 'sign-up', 'widget', 'home', 'shared'].filter((one) => existsSync(join(web, one)))) {
  for (const name of readdirSync(join(web, folder), { recursive: true }).filter((one) => /\.tsx?$/.test(one)).sort()) {
    for (const [, text] of readFileSync(join(web, folder, name), 'utf8').matchAll(document)) {
      if (text.includes('${')) {
        console.warn(`${folder}/${name}: a document that is put together while the page runs cannot be trusted`);
        continue;
      }
      for (const one of parse(text.replaceAll('@_unmask', '')).definitions) {
        const kept = one.kind === 'FragmentDefinition' ? fragments : operations;
        kept.set(one.name?.value ?? `${folder}/${name}`, one);
      }
    }
  }
}

/** The fragments that a definition uses, and those that these use. */
function used(definition, found = new Map()) {
  visit(definition, {
    FragmentSpread({ name: { value } }) {
      if (found.has(value)) return;
      const fragment = fragments.get(value);
      if (!fragment) throw new Error(`${value} is no fragment of the pages`);
      found.set(value, fragment);
      used(fragment, found);
    },
  });
  return [...found.values()];
}

const documents = [...operations.values()].map((one) => print({ kind: 'Document', definitions: [one, ...used(one)] }));
writeFileSync(join(web, 'dist/documents.json'), JSON.stringify(documents.sort(), null, 1) + '\n');
console.log(`${documents.length} documents of the pages can be trusted`);
