import { dayInKazakhstan } from './dates';

/** Whether the mandate of a support center holds today: it ends with the first day after it. */
export const holds = ({ validTo }: { validTo: string | null }): boolean => !validTo || validTo > dayInKazakhstan();
