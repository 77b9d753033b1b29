// Writes what each page and each language will ask for, so that the server can say so with the document: without it a
// reader's browser learns of a page's part only once the script before it has run, a round trip later.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const web = new URL('../', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(web, 'dist/.vite/manifest.json'), 'utf8'));

/** The files of an entry of the manifest and of what it imports. */
function files(key, found = new Set(), seen = new Set()) {
  if (seen.has(key)) return found;
  seen.add(key);
  const { file, imports = [], css = [] } = manifest[key];
  [file, ...css].forEach((one) => found.add(`/${one}`));
  imports.forEach((one) => files(one, found, seen));
  return found;
}

const first = files('app/index.html');
const more = (key) => [...files(key)].filter((one) => !first.has(one) && /\.(js|css)$/.test(one)).sort();
const loads = [...readFileSync(join(web, 'app/pages.ts'), 'utf8').matchAll(/'(\/[^']*)': \(\) => import\('\.\/(pages\/([^/]+)\/[^']+)'\)/g)];
const pages = Object.fromEntries(loads.map(([, address, module]) => [address, more(`app/${module}.tsx`)]));
const texts = (folder, language) => ['frame', folder].flatMap((one) => more(`gen/texts/${one}/${language}.json`));
const inEach = (folder) => Object.fromEntries(['kk', 'ru', 'en'].map((one) => [one, texts(folder, one)]));
const words = Object.fromEntries(loads.map(([, address, , folder]) => [address, inEach(folder)]));
writeFileSync(join(web, 'dist/preloads.json'), JSON.stringify({ pages, texts: words }, null, 1) + '\n');
console.log(`${Object.keys(pages).length} pages say what they will ask for`);
