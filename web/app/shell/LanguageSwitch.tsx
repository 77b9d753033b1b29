import { useLocation, useSearch } from 'wouter';
import { type Language, languages } from '../../shared/language';
import { language, text } from '../text/text';
import style from './shell.module.css';

const names: Record<Language, [short: string, full: string]> = {
  kk: ['Қаз', 'Қазақша'],
  ru: ['Рус', 'Русский'],
  en: ['Eng', 'English'],
};

/** Links to this view in each language; the browser remembers the one that was chosen. */
export function LanguageSwitch() {
  const [path] = useLocation();
  const search = useSearch();
  const address = (one: Language) => {
    const parameters = new URLSearchParams(search);
    parameters.set('lang', one);
    return `${path}?${parameters}`;
  };
  return (
    <nav className={style['languages']} aria-label={text('app.language')}>
      {languages.map((one) => (
        <a
          key={one}
          href={address(one)}
          hrefLang={one}
          lang={one}
          title={names[one][1]}
          {...(one === language && { 'aria-current': 'true' as const })}
        >
          {names[one][0]}
        </a>
      ))}
    </nav>
  );
}
