import { number, text } from '../../text/text';

/** An amount of tenge, a decimal text, as the reader writes it. */
export const money = (tenge: string) => `${number(Number(tenge))}\u00a0₸`;

/** Minutes of work as hours. */
export const hours = (minutes: number) => text('credit.hours', { hours: number(Math.round(minutes / 6) / 10) });
