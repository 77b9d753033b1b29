import { kazakhDate } from './kazakh-date';
import { formattingLocale, language } from './texts';

const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** An event's time from start to end, in the reader's language and the event's time zone. */
export function eventTime(startsAt: string, endsAt: string, timeZone: string): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const zone = knownZone(timeZone);
  const range = unbroken(language === 'kk' ? kazakhRange(start, end, zone) : intlRange(start, end, zone));
  const offset = zoneOffset(start, zone);
  // A reader in the event's own zone does not need to be told.
  return offset === zoneOffset(start) ? range : `${range} (${offset})`;
}

/** A moment today on the reader's own clock. */
export function clockTime(moment: Date): string {
  return moment.toLocaleTimeString(formattingLocale, clock);
}

function intlRange(start: Date, end: Date, timeZone: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(formattingLocale, { ...day, ...clock, timeZone }).formatRange(start, end);
}

function kazakhRange(start: Date, end: Date, timeZone: string): string {
  const time = (moment: Date) => moment.toLocaleTimeString(formattingLocale, { ...clock, timeZone });
  const [first, last] = [kazakhDate(start, timeZone), kazakhDate(end, timeZone)];
  return first === last
    ? `${first}, ${time(start)}–${time(end)}`
    : `${first}, ${time(start)} – ${last}, ${time(end)}`;
}

// Keeps "10:00–14:00" on one line: a line may end after a dash, unless a word joiner forbids it.
function unbroken(range: string): string {
  return range.replace(/(\d)–(\d)/g, '$1\u2060–\u2060$2');
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
