/** The secrets of what this browser's reader reported, by article; the newest last. Nothing breaks without a store. */
const name = 'erikti.mistakes';
const most = 20;

interface Kept {
  article: string;
  token: string;
}

function read(): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is Kept => typeof one?.article === 'string' && typeof one?.token === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(article: string, token: string): void {
  try {
    localStorage.setItem(name, JSON.stringify([...read(), { article, token }].slice(-most)));
  } catch {
    // A browser that keeps nothing shows no state later.
  }
}

export function tokensOf(article: string): string[] {
  return read().flatMap((one) => (one.article === article ? [one.token] : []));
}
