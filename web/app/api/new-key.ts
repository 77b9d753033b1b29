/** A key for one wish: a call that is repeated with it is carried out once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is there on secure pages only
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
