import { sessionKey, storedToken } from '../../shared/stored-session';
import { makeStore, useStore } from './store';

/** The token of who is signed in at this browser. The policy of the pages lets no foreign script read it. */
const session = makeStore<string | undefined>(storedToken());

addEventListener('storage', ({ key }) => {
  if (key === sessionKey || key === null) session.set(storedToken());
});

export const token = () => session.get();
export const useSignedIn = () => useStore(session) !== undefined;
export const onSession = (listener: () => void) => session.subscribe(listener);

export function openSession(value: string): void {
  write(value);
  session.set(value);
}

export function closeSession(): void {
  write(undefined);
  session.set(undefined);
}

// A browser may refuse its storage: then the session lasts for this page only.
function write(value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(sessionKey);
    else localStorage.setItem(sessionKey, value);
  } catch {
    // see above
  }
}
