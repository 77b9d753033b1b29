/** How long after its end an event that nobody has settled is its center's to look after, in ms: UnsettledAfter of internal/attendance. */
export const unsettledAfter = 7 * 86_400_000;
