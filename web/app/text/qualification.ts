import { textIfAny } from './text';

/** What a qualification is called; one that schools grant and that has no name here is its code. */
export function qualification(code: string): string {
  return textIfAny(`qualification.${code}`) ?? code;
}
