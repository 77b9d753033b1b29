import en from '../../locales/widget/en.json';
import kk from '../../locales/widget/kk.json';
import ru from '../../locales/widget/ru.json';
import { type Language, languages } from '../shared/language';
import { format, type Parts, type Values } from '../shared/message';

export type Locale = Language;
const all = { kk, ru, en } as unknown as Record<Locale, Record<string, Parts>>;
const rules = { kk: 'ru', ru: 'ru', en: 'en-GB' };

export function toLocale(tag: string | null): Locale | undefined {
  const primary = tag?.toLowerCase().split('-', 1)[0];
  return languages.find((one) => one === primary);
}

/** The texts of a locale. */
export function widgetText(locale: Locale) {
  return (key: keyof typeof en, values: Values = {}) => format(all[locale][key] ?? key, values, rules[locale]);
}
