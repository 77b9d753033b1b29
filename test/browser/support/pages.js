// A program with the built pages in it, and their words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { repository } from '../../conformance/support/program.js';
import { onAnyDatabase, onEachDatabase, onOneDatabase } from '../../conformance/support/with-program.js';
import { undo } from '../../conformance/support/undo.js';
import { launch } from './browser.js';

export const languages = ['kk', 'ru', 'en'];

const words = Object.fromEntries(
  languages.map((language) => [
    language,
    // Words of the page on other sites have short keys, and a prefix here.
    {
      ...read(language),
      ...read(`pages/${language}`),
      ...Object.fromEntries(Object.entries(read(`signup/${language}`)).map(([key, text]) => [`signup:${key}`, text])),
    },
  ]),
);

function read(name) {
  return JSON.parse(readFileSync(`${repository}/locales/${name}.json`, 'utf8'));
}

/** A text of a page; of one with values in it, the part before them. */
export function word(language, key) {
  const text = words[language][key];
  assert.ok(text, key);
  return /^\{count, plural, .*other \{([^{}]*)\}\}$/.exec(text)?.[1] ?? text.split('{')[0];
}

/** Whether something is the key of a text of the pages. */
export function isKey(shown) {
  return shown.includes('.') && shown in words.en;
}

/** A test in a browser, on a program with the built pages. */
export function inBrowser(name, body, options) {
  onAnyDatabase(name, withBrowser(body), options);
}

/** Such a test on each database. */
export function inBrowserOnEach(name, body, options) {
  onEachDatabase(name, withBrowser(body), options);
}

/** Such a test on one database, PostgreSQL where there is one, of what is tested on each without a browser; with ERIKTI_TEST_LONG on each. */
export function inBrowserOnOne(name, body, options) {
  onOneDatabase(name, withBrowser(body), options);
}

const withBrowser = (body) => async (t, program) => {
  await checkBuilt(program);
  const browser = await launch();
  undo(t)(() => browser.close());
  await body(t, program, browser);
};

async function checkBuilt(program) {
  const home = await (await fetch(program.url)).text();
  assert.match(home, /src="\/assets\//, 'The program was built without its pages: run scripts/build, then this again.');
}
