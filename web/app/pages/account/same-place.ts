/** Where to go on after signing in: an address of these pages, whatever a link says. */
export function samePlace(to: string | null): string {
  if (!to) return '/';
  try {
    const address = new URL(to, location.origin);
    return address.origin === location.origin && to.startsWith('/') ? address.pathname + address.search : '/';
  } catch {
    return '/';
  }
}
