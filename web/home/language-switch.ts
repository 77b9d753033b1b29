import { type Language, languages } from '../shared/language';
import { element } from './elements';
import { language, text } from './texts';

const names: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** Links to this page in each language; the page remembers the one it was opened with. */
export function languageSwitch(): HTMLElement {
  const links = languages.map((one) => {
    const link = element('a', { href: `?lang=${one}`, hreflang: one, lang: one }, names[one]);
    if (one === language) link.setAttribute('aria-current', 'true');
    return link;
  });
  return element('nav', { class: 'languages', 'aria-label': text('home.language') }, ...links);
}
