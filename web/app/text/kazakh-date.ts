// Chromium has no Kazakh calendar names: it would write "M11 24, Tue".
export const kazakhMonths = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
];
const weekdays: Record<string, string> = { Mon: 'дс', Tue: 'сс', Wed: 'ср', Thu: 'бс', Fri: 'жм', Sat: 'сб', Sun: 'жс' };

/** A day in Kazakh with its weekday, as "24 қараша, сс". */
export function kazakhDate(moment: Date, timeZone?: string): string {
  const wanted = { weekday: 'short', day: 'numeric', month: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en', { ...wanted, ...(timeZone && { timeZone }) });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const month = kazakhMonths[Number(parts.get('month')) - 1];
  return `${parts.get('day')} ${month}, ${weekdays[parts.get('weekday') ?? '']}`;
}
