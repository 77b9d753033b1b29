// The documents that the pages send, read from their sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, visit } from 'graphql';

const web = new URL('../', import.meta.url).pathname;
// graphql(`…`) of typed documents, and { query: `…` } where one is sent as it is.
const document = /(?:graphql\(|\bquery:)\s*`([^`]*)`/g;

/** Every operation of the pages by its name, with the fragments that it uses, as text. */
export function readDocuments() {
  const operations = new Map();
  const fragments = new Map();
  for (const folder of ['app', 'sign-up', 'widget', 'shared'].filter((one) => existsSync(join(web, one)))) {
    for (const name of readdirSync(join(web, folder), { recursive: true }).filter((one) => /\.tsx?$/.test(one)).sort()) {
      for (const [, text] of readFileSync(join(web, folder, name), 'utf8').matchAll(document)) {
        if (text.includes('${')) {
          console.warn(`${folder}/${name}: a document that is put together while the page runs cannot be trusted`);
          continue;
        }
        for (const one of parse(text.replaceAll('@_unmask', '')).definitions) {
          const kept = one.kind === Kind.FRAGMENT_DEFINITION ? fragments : operations;
          kept.set(one.name?.value ?? `${folder}/${name}`, one);
        }
      }
    }
  }
  const whole = (one) => ({ kind: Kind.DOCUMENT, definitions: [one, ...used(one, fragments)] });
  return new Map([...operations].map(([name, one]) => [name, print(whole(one))]));
}

/** A document with the type names that the pages' cache of answers needs, as their client adds them. */
export function withTypeNames(text) {
  const typeName = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return print(
    visit(parse(text), {
      SelectionSet: (node, _key, parent) =>
        parent?.kind === Kind.OPERATION_DEFINITION ? undefined : { ...node, selections: [...node.selections, typeName] },
    }),
  );
}

/** The fragments that a definition uses, and those that these use. */
function used(definition, fragments, found = new Map()) {
  visit(definition, {
    FragmentSpread({ name: { value } }) {
      if (found.has(value)) return;
      const fragment = fragments.get(value);
      if (!fragment) throw new Error(`${value} is no fragment of the pages`);
      found.set(value, fragment);
      used(fragment, fragments, found);
    },
  });
  return [...found.values()];
}
