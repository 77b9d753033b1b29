/** What the server wrote behind the # when a provider sent the person back: a code, or why there is none. */
export interface FromProvider {
  code?: string;
  refused?: string;
}

const storageKey = 'erikti.sign-in';

/** Goes to a provider. This tab keeps a secret; the code that comes back is worth nothing without it. */
export async function goToProvider(name: string, returnTo: string): Promise<void> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem(storageKey, verifier);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({ challenge: base64url(new Uint8Array(hash)), returnTo });
  location.assign(`/sign-in/${encodeURIComponent(name)}?${query}`);
}

/** Takes what came back out of the address, so that neither the history nor a reload has it. */
export function fromProvider(): FromProvider {
  const said = new URLSearchParams(location.hash.slice(1));
  const code = said.get('code') ?? undefined;
  const refused = said.get('refused') ?? undefined;
  if (code || refused) history.replaceState(history.state, '', location.pathname + location.search);
  return { ...(code && { code }), ...(refused && { refused }) };
}

/** The secret of this tab, once. */
export function takeVerifier(): string {
  const verifier = sessionStorage.getItem(storageKey) ?? '';
  sessionStorage.removeItem(storageKey);
  return verifier;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
