export const sessionKey = 'erikti.session';

/**
 * The token of who is signed in at this browser, if anybody is. A browser may refuse its storage (private windows, blocked
 * cookies): then a session lasts for a page only.
 */
export function storedToken(): string | undefined {
  try {
    return localStorage.getItem(sessionKey) ?? undefined;
  } catch {
    return undefined;
  }
}
