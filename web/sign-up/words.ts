import type en from '../../locales/signup/en.json';
import type { Language } from '../shared/language';
import { format, type Parts, type Values } from '../shared/message';

const files: Record<Language, () => Promise<{ default: unknown }>> = {
  kk: () => import('../../locales/signup/kk.json'),
  ru: () => import('../../locales/signup/ru.json'),
  en: () => import('../../locales/signup/en.json'),
};
const rules = { kk: 'ru', ru: 'ru', en: 'en-GB' };
let words: Record<string, Parts> = {};
let locale = 'en-GB';

/** Fetches the words of a language, no other; `word` has them from then on. */
export async function loadWords(language: Language): Promise<void> {
  words = (await files[language]()).default as Record<string, Parts>;
  locale = rules[language];
}

/** The text of a key, with its values filled in. */
export function word(key: keyof typeof en, values: Values = {}): string {
  return format(words[key] ?? key, values, locale);
}
