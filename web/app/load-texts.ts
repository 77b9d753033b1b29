import { addTexts, language, type Texts } from './text/text';

const files = import.meta.glob<Texts>('../gen/texts/*/*.json', { import: 'default' });

/**
 * Fetches the texts of a folder of pages, or of the `frame` around all, in the page's language and no other; `text` has
 * them from then on. `scripts/page-texts.mjs` divides them.
 */
export async function loadTexts(folder: string): Promise<void> {
  const load = files[`../gen/texts/${folder}/${language}.json`];
  if (!load) throw new Error(`there are no texts of ${folder}`);
  addTexts(await load());
}
