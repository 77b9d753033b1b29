import { makeStore } from '../api/store';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'erikti.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export const theme = makeStore<Theme>(read());

/** Shows the page in the reader's theme, and in that of the system as it changes. */
export function applyTheme(): void {
  const show = () => {
    const chosen = theme.get();
    document.documentElement.dataset['theme'] = chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen;
  };
  show();
  dark.addEventListener('change', show);
  theme.subscribe(show);
}

export function chooseTheme(next: Theme): void {
  theme.set(next);
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // A browser may refuse its storage: then the theme lasts for this page only.
  }
}

function read(): Theme {
  try {
    const kept = localStorage.getItem(storageKey);
    return themes.find((one) => one === kept) ?? 'auto';
  } catch {
    return 'auto';
  }
}
