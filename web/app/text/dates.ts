import { kazakhDate, kazakhMonths } from './kazakh-date';
import { formattingLocale, language } from './text';

const clock = { hour: '2-digit', minute: '2-digit' } as const;
const inWords = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
const day = { weekday: 'short', day: 'numeric', month: 'long' } as const;

/** A time from start to end, in the reader's language and the event's time zone. */
export function eventTime(startsAt: string, endsAt: string, timeZone: string): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const zone = knownZone(timeZone);
  const [first, last] = [dayIn(start, zone), dayIn(end, zone)];
  const range =
    first === last
      ? `${first}, ${timeIn(start, zone)}\u2060–\u2060${timeIn(end, zone)}`
      : `${first}, ${timeIn(start, zone)} – ${last}, ${timeIn(end, zone)}`;
  const offset = zoneOffset(start, zone);
  // A reader in the event's own zone does not need to be told.
  return offset === zoneOffset(start) ? range : `${range} (${offset})`;
}

/** One moment in the event's time zone. */
export function momentIn(moment: string, timeZone: string): string {
  const zone = knownZone(timeZone);
  const at = new Date(moment);
  const offset = zoneOffset(at, zone);
  const shown = `${dayIn(at, zone)}, ${timeIn(at, zone)}`;
  return offset === zoneOffset(at) ? shown : `${shown} (${offset})`;
}

/** A moment on the reader's own clock, with its day when that is not today. */
export function momentHere(moment: string): string {
  const at = new Date(moment);
  const today = new Date().toDateString() === at.toDateString();
  return today ? clockTime(at) : `${dayIn(at)}, ${clockTime(at)}`;
}

/** A time of the day on the reader's own clock. */
export function clockTime(moment: Date): string {
  return moment.toLocaleTimeString(formattingLocale, clock);
}

/** The name of a month given as YYYY-MM, short, with its year where it begins one. */
export function monthName(month: string): string {
  const [year = '', number = '1'] = month.split('-');
  const at = new Date(Date.UTC(Number(year), Number(number) - 1, 15));
  if (language === 'kk') return kazakhMonths[Number(number) - 1] ?? month;
  return at.toLocaleDateString(formattingLocale, { month: 'long', timeZone: 'UTC' });
}

/** A date, YYYY-MM-DD, in words. */
export function dateInWords(date: string): string {
  const at = new Date(`${date}T12:00:00Z`);
  if (language === 'kk') return `${at.getUTCFullYear()} жылғы ${at.getUTCDate()} ${kazakhMonths[at.getUTCMonth()]}`;
  return whole(at.toLocaleDateString(formattingLocale, inWords));
}

/** The days from one to another, YYYY-MM-DD, in words: what they share is said once. */
export function daysInWords(from: string, to: string): string {
  if (from === to) return dateInWords(from);
  const [first, last] = [from, to].map((one) => new Date(`${one}T12:00:00Z`)) as [Date, Date];
  if (language === 'kk') {
    if (from.slice(0, 4) !== to.slice(0, 4)) return `${dateInWords(from)} – ${dateInWords(to)}`;
    if (from.slice(0, 7) !== to.slice(0, 7)) return `${dateInWords(from)} – ${last.getUTCDate()} ${kazakhMonths[last.getUTCMonth()]}`;
    return dateInWords(from).replace(` ${first.getUTCDate()} `, ` ${first.getUTCDate()}–${last.getUTCDate()} `);
  }
  return whole(new Intl.DateTimeFormat(formattingLocale, inWords).formatRange(first, last));
}

/** The Russian short word for a year stays on the line of its number. */
const whole = (date: string) => date.replaceAll(' г.', '\u00a0г.');

/** The day of a moment in Kazakhstan, in words. */
export function dayInWords(moment: string): string {
  return dateInWords(new Date(moment).toLocaleDateString('en-CA', { timeZone: 'Asia/Almaty' }));
}

/** Today in Kazakhstan, some days on, as YYYY-MM-DD. */
export function dayInKazakhstan(days = 0): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Almaty' });
}

function dayIn(moment: Date, timeZone?: string): string {
  if (language === 'kk') return kazakhDate(moment, timeZone);
  return moment.toLocaleDateString(formattingLocale, { ...day, ...(timeZone && { timeZone }) });
}

function timeIn(moment: Date, timeZone: string): string {
  return moment.toLocaleTimeString(formattingLocale, { ...clock, timeZone });
}

function zoneOffset(moment: Date, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset', ...(timeZone && { timeZone }) });
  return format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

// An older browser may not know a zone that is new; UTC, shown with its offset, is then still true.
function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
