import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import type { Parts } from '../shared/message.ts';

const messageFile = /\/(?:gen\/texts\/\w+|locales\/(?:signup|widget))\/(?:kk|ru|en)\.json$/;

/**
 * Reads the ICU messages of the pages when they are built, so that no reader downloads a parser: what is left is the
 * parts that `shared/message.ts` puts together. A message that does not parse fails the build.
 */
export function icuMessages(): Plugin {
  return {
    name: 'erikti-icu-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!messageFile.test(id)) return null;
      const messages = Object.entries(JSON.parse(code) as Record<string, string>);
      const compiled = Object.fromEntries(messages.map(([key, text]) => [key, compile(parse(text))]));
      return { code: JSON.stringify(compiled), map: null };
    },
  };
}

function compile(elements: MessageFormatElement[]): Parts {
  const parts = elements.map(part);
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts;
}

function part(element: MessageFormatElement): Exclude<Parts, string>[number] {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.argument:
      return ['value', element.value];
    case TYPE.number:
      return ['number', element.value];
    case TYPE.pound:
      return ['count'];
    case TYPE.select:
      return ['select', element.value, options(element.options)];
    case TYPE.plural:
      return ['plural', element.value, options(element.options)];
    default:
      throw new Error(`messages of the pages have no parts of type ${TYPE[element.type]}`);
  }
}

function options(all: Record<string, { value: MessageFormatElement[] }>): Record<string, Parts> {
  return Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, compile(value)]));
}
