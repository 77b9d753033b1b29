/** A wall clock time, YYYY-MM-DDTHH:MM, of a zone as an instant. */
export function instantOf(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}:00Z`);
  // The offset at the instant that comes of the first guess; a second one settles the hours around a change of clocks.
  let instant = asUtc;
  for (let i = 0; i < 2; i++) instant = asUtc - (Date.parse(`${localOf(new Date(instant).toISOString(), timeZone)}:00Z`) - instant);
  return new Date(instant).toISOString();
}

/** An instant as the wall clock of a zone shows it: YYYY-MM-DDTHH:MM. */
export function localOf(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(new Date(instant)).replace(' ', 'T');
}

/** The earlier of two instants. */
export const earlier = (a: string, b: string) => (Date.parse(a) <= Date.parse(b) ? a : b);

/** The later of two instants. */
export const later = (a: string, b: string) => (Date.parse(a) >= Date.parse(b) ? a : b);
