// Divides the texts of the pages into those of the frame around every page and those of each folder of pages.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync, Visitor } from 'vite';

const web = new URL('../', import.meta.url).pathname;
const catalog = join(web, '../locales/pages');
const split = join(web, 'gen/texts');
const languages = ['kk', 'ru', 'en'];
const pages = join(web, 'app/pages.ts');
const folder = /^\.\/pages\/([^/]+)\//;

/**
 * Divides the texts of the pages by who says them: those of the frame around every page, and for each folder of pages
 * what its pages say beyond these. A reader loads the texts of what they open. Which texts a folder needs is read in
 * its sources and all that they import: a string that is a key, or a template that can become one. A text that nobody
 * says, and one that a language lacks, fails the build.
 */
export function pageTexts() {
  return {
    name: 'erikti-page-texts',
    buildStart() {
      rmSync(split, { recursive: true, force: true });
      divide();
    },
    handleHotUpdate({ file }) {
      if (file.startsWith(catalog) || /\/web\/app\/.*\.tsx?$/.test(file)) divide();
    },
  };
}

function divide() {
  const texts = languages.map((language) => [language, JSON.parse(readFileSync(join(catalog, `${language}.json`), 'utf8'))]);
  const keys = [...new Set(texts.flatMap(([, all]) => Object.keys(all)))];
  for (const [language, all] of texts) {
    const after = Object.keys(all).find((key, index, sorted) => index > 0 && key < sorted[index - 1]);
    if (after) throw new Error(`locales/pages/${language}.json is not sorted: ${after} comes too late`);
    const missing = keys.filter((key) => !(key in all));
    if (missing.length > 0) throw new Error(`locales/pages/${language}.json lacks ${missing.join(', ')}`);
  }
  known.clear();
  const { folders, frame } = readSources();
  const ofFrame = said(keys, frame);
  const parts = new Map([['frame', ofFrame]]);
  for (const [name, entries] of folders) parts.set(name, new Set([...said(keys, reached(entries))].filter((key) => !ofFrame.has(key))));
  const used = new Set([...parts.values()].flatMap((part) => [...part]));
  const unused = keys.filter((key) => !used.has(key));
  if (unused.length > 0) throw new Error(`no page says ${unused.join(', ')}`);
  for (const [name, part] of parts) {
    mkdirSync(join(split, name), { recursive: true });
    for (const [language, all] of texts) {
      const own = Object.fromEntries(Object.entries(all).filter(([key]) => part.has(key)));
      writeChanged(join(split, name, `${language}.json`), JSON.stringify(own, null, 1));
    }
  }
}

/** The folders of pages with their pages, as pages.ts names them, and the sources that stand around every page. */
function readSources() {
  const folders = new Map();
  const code = readFileSync(pages, 'utf8');
  for (const [, name = '', body = ''] of code.matchAll(/^  (\w+): \{\n([^}]*)\}/gm)) {
    const files = [...body.matchAll(/import\('([^']+)'\)/g)].map(([, file = '']) => file);
    const stray = files.find((file) => folder.exec(file)?.[1] !== name);
    if (stray) throw new Error(`app/pages.ts has ${stray} among the pages of ${name}, with whose texts it would be loaded`);
    folders.set(name, files.map((file) => resolve(pages, file)));
  }
  if (folders.size === 0 || [...folders.values()].flat().length !== code.split("import('").length - 1) {
    throw new Error('app/pages.ts has pages beside its folders');
  }
  return { folders, frame: reached([join(web, 'app/main.tsx')]) };
}

/** The sources that are reached from some, without the pages, which load when they are opened. */
function reached(entries) {
  const seen = new Set();
  const found = [];
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = read(file);
    found.push(source);
    if (file !== pages) source.imports.forEach(visit);
  };
  entries.forEach(visit);
  return found;
}

function said(keys, sources) {
  return new Set(keys.filter((key) => sources.some(({ strings, templates }) => strings.has(key) || templates.some((one) => one.test(key)))));
}

const known = new Map();

/** What a source says of itself: its strings, its templates as patterns, and the files it imports. */
function read(file) {
  const before = known.get(file);
  if (before) return before;
  const source = { strings: new Set(), templates: [], imports: [] };
  known.set(file, source);
  const add = (from) => {
    if (typeof from === 'string' && from.startsWith('.') && !/\.(css|json|svg)$/.test(from)) source.imports.push(resolve(file, from));
  };
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  new Visitor({
    Literal: ({ value }) => void (typeof value === 'string' && source.strings.add(value)),
    TemplateLiteral({ quasis }) {
      const parts = quasis.map(({ value }) => value.raw);
      // One that begins with a value says nothing of which key it becomes; `text` complains when such a key is not there.
      if (parts.length > 1 && parts[0]?.includes('.')) source.templates.push(new RegExp(`^${parts.map(literally).join('.+')}$`));
      else source.strings.add(parts.join(''));
    },
    ImportDeclaration: ({ importKind, source: from }) => void (importKind !== 'type' && add(from.value)),
    ExportNamedDeclaration: ({ exportKind, source: from }) => void (exportKind !== 'type' && add(from?.value)),
    ExportAllDeclaration: ({ exportKind, source: from }) => void (exportKind !== 'type' && add(from.value)),
    ImportExpression: ({ source: from }) => void (from.type === 'Literal' && add(from.value)),
  }).visit(program);
  return source;
}

function resolve(from, to) {
  const path = join(dirname(from), to);
  const found = [path, `${path}.ts`, `${path}.tsx`].find((one) => statSync(one, { throwIfNoEntry: false })?.isFile());
  if (!found) throw new Error(`${from} imports ${to}, which is not there`);
  return found;
}

const literally = (part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Writes a file unless that is what it says: the page in the browser of a developer loads again only for what changed. */
function writeChanged(file, content) {
  if (statSync(file, { throwIfNoEntry: false }) && readFileSync(file, 'utf8') === content) return;
  writeFileSync(file, content);
}
