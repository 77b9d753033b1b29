import type en from '../../../locales/pages/en.json';
import { type Language, readLanguage } from '../../shared/language';
import { format, type Parts, type Values } from '../../shared/message';

/** The language of this page, for as long as it is open. */
export const language = readLanguage();

/**
 * Whose rules numbers and times follow. Chromium has no Kazakh ones and would take those of no language at all; the
 * Russian ones group digits and write times as Kazakh does. English with days before months and 24 hours, as here.
 */
export const formattingLocale = { kk: 'ru', ru: 'ru', en: 'en-GB' }[language];

export type TextKey = keyof typeof en;

type Texts = Record<string, Parts>;
const files: Record<Language, () => Promise<{ default: unknown }>> = {
  kk: () => import('../../../locales/pages/kk.json'),
  ru: () => import('../../../locales/pages/ru.json'),
  en: () => import('../../../locales/pages/en.json'),
};
let texts: Texts = {};

/** Fetches the texts of the page's language, no other; `text` has them from then on. */
export async function loadTexts(): Promise<void> {
  texts = (await files[language]()).default as Texts;
}

/** The text of a key in the page's language, with its values filled in. */
export function text(key: TextKey, values: Values = {}): string {
  return format(texts[key] ?? key, values, formattingLocale);
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
