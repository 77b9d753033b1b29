import { makeStore, useStore } from './store';

const storageKey = 'erikti.session';

/** The token of who is signed in at this browser. The policy of the pages lets no foreign script read it. */
const session = makeStore<string | undefined>(read());

addEventListener('storage', ({ key }) => {
  if (key === storageKey || key === null) session.set(read());
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

// A browser may refuse its storage (private windows, blocked cookies): then the session lasts for this page only.
function read(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, value);
  } catch {
    // see above
  }
}
