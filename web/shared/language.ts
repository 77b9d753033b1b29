/** The languages of the network. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'erikti.language';

/**
 * The reader's language: asked for in the address (and remembered from then on), else remembered, else the first of
 * the browser's languages that the network has, else English.
 */
export function readLanguage(): Language {
  const asked = toLanguage(new URLSearchParams(location.search).get('lang'));
  if (asked) {
    // A frame on another site keeps nothing there.
    if (window.top === window) remember(asked);
    return asked;
  }
  return remembered() ?? firstOf(navigator.languages) ?? 'en';
}

function firstOf(tags: readonly string[]): Language | undefined {
  for (const tag of tags) {
    const language = toLanguage(tag);
    if (language) return language;
  }
  return undefined;
}

function toLanguage(tag: string | null): Language | undefined {
  const primary = tag?.toLowerCase().split('-', 1)[0];
  return languages.find((language) => language === primary);
}

// A browser may refuse its storage (private windows, blocked cookies): then the language lasts for this page only.
function remembered(): Language | undefined {
  try {
    return toLanguage(localStorage.getItem(storageKey));
  } catch {
    return undefined;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // see above
  }
}
