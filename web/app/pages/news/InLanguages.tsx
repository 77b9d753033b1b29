import type { ReactNode } from 'react';
import { type Language, languages } from '../../../shared/language';
import form from '../../parts/form.module.css';
import { language, text } from '../../text/text';
import style from './news.module.css';

/** The languages in which something is written, that of the reader first. */
export const written = [language, ...languages.filter((one) => one !== language)];

/** The parts of a text in each language; those that are there already, and those of the reader, are open. */
export function InLanguages({ has, children }: { has: (one: Language) => boolean; children: (one: Language, first: boolean) => ReactNode }) {
  return written.map((one, at) => (
    <details key={one} className={style['language']} open={at === 0 || has(one)}>
      <summary>{text(`news.language.${one}`)}</summary>
      <div className={form['form']}>{children(one, at === 0)}</div>
    </details>
  ));
}

/** A part of a text as it was typed, in the languages in which it was. */
export function said(given: FormData, part: string): Partial<Record<Language, string>> {
  return Object.fromEntries(languages.map((one) => [one, String(given.get(`${part}.${one}`) ?? '').trim()]).filter(([, words]) => words));
}
