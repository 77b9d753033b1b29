import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../locales/en.json';
import kk from '../../locales/kk.json';
import ru from '../../locales/ru.json';
import { readLanguage } from '../shared/language';

/** The language of this page, for as long as it is open. */
export const language = readLanguage();

/**
 * Whose rules numbers and times follow. Chromium has no Kazakh ones and would take those of no language at all; the
 * Russian ones group digits and write times as Kazakh does. English with days before months and 24 hours, as here.
 */
export const formattingLocale = { kk: 'ru', ru: 'ru', en: 'en-GB' }[language];

export type TextKey = keyof typeof en & `home.${string}`;

const texts: Record<string, string> = { kk, ru, en }[language];
const formats = new Map<string, IntlMessageFormat>();

/** The text of a key in the page's language, with its values filled in. */
export function text(key: TextKey, values?: Record<string, string | number>): string {
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(texts[key] ?? key, formattingLocale);
    formats.set(key, format);
  }
  return String(format.format(values));
}

/** Whether there is a text for a key that was put together at run time. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(texts, key);
}
