import type en from '../../../locales/pages/en.json';
import { readLanguage } from '../../shared/language';
import { format, type Parts, type Values } from '../../shared/message';

/** The language of this page, for as long as it is open. */
export const language = readLanguage();

/** The languages by their own names. */
export const languageNames = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/**
 * Whose rules numbers and times follow. Chromium has no Kazakh ones and would take those of no language at all; the
 * Russian ones group digits and write times as Kazakh does. English with days before months and 24 hours, as here.
 */
export const formattingLocale = { kk: 'ru', ru: 'ru', en: 'en-GB' }[language];

export type TextKey = keyof typeof en;

export type Texts = Record<string, Parts>;
const texts: Texts = {};

/** Lets `text` have texts, beside those that it has. */
export function addTexts(more: Texts): void {
  Object.assign(texts, more);
}

/** The text of a key in the page's language, with its values filled in. */
export function text(key: TextKey, values: Values = {}): string {
  const found = texts[key];
  if (found === undefined) console.error(`The page has no text of ${key}`);
  return format(found ?? key, values, formattingLocale);
}

/** The text of a key that was put together at run time, or nothing. */
export function textIfAny(key: string, values: Values = {}): string | undefined {
  const found = texts[key];
  return found === undefined ? undefined : format(found, values, formattingLocale);
}

/** A whole number as the reader writes it. */
export function number(value: number): string {
  return value.toLocaleString(formattingLocale);
}
