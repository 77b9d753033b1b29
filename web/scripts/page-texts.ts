import type { Plugin } from 'vite';

const localeFile = /\/locales\/(?:kk|ru|en)\.json$/;

/**
 * Leaves in `locales/*.json` only the texts of these pages: the same files hold every text of the server,
 * which a reader on a phone should not download.
 */
export function pageTexts(): Plugin {
  return {
    name: 'erikti-page-texts',
    enforce: 'pre',
    transform(code, id) {
      if (!localeFile.test(id)) return null;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>);
      return { code: JSON.stringify(Object.fromEntries(texts.filter(([key]) => key.startsWith('home.')))), map: null };
    },
  };
}
