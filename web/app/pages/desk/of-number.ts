import type { Refusal } from '../../parts/Refusals';
import { text } from '../../text/text';

/** Refusals of the number that somebody typed: what is not found is that number. */
export function ofNumber(refusals: readonly Refusal[]): Refusal[] {
  return refusals.map((one) => (one.code === 'NOT_FOUND' ? { ...one, message: text('desk.number.unknown') } : one));
}
