/** A message as `scripts/icu-messages.ts` leaves it: a text, or its parts. */
export type Parts = string | Part[];
type Part =
  | string
  | ['value', string]
  | ['number', string]
  | ['count']
  | ['select', string, Record<string, Parts>]
  | ['plural', string, Record<string, Parts>];

export type Values = Record<string, string | number>;

/** The text of a message with its values, by the rules of a locale. */
export function format(message: Parts, values: Values, locale: string, count = 0): string {
  if (typeof message === 'string') return message;
  return message.map((part) => one(part, values, locale, count)).join('');
}

function one(part: Part, values: Values, locale: string, count: number): string {
  if (typeof part === 'string') return part;
  if (part[0] === 'count') return grouped(count, locale);
  const value = values[part[1]] ?? '';
  switch (part[0]) {
    case 'value':
      return String(value);
    case 'number':
      return grouped(Number(value), locale);
    case 'select':
      return format(part[2][value] ?? part[2]['other'] ?? '', values, locale, count);
    case 'plural': {
      const number = Number(value);
      const form = part[2][`=${number}`] ?? part[2][plural(number, locale)] ?? part[2]['other'] ?? '';
      return format(form, values, locale, number);
    }
  }
}

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

function grouped(number: number, locale: string): string {
  let known = numbers.get(locale);
  if (!known) numbers.set(locale, (known = new Intl.NumberFormat(locale)));
  return known.format(number);
}

function plural(number: number, locale: string): string {
  let known = plurals.get(locale);
  if (!known) plurals.set(locale, (known = new Intl.PluralRules(locale)));
  return known.select(number);
}
