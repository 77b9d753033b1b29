import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { beginFonts } from '../style/fonts';
import { takeFirst } from '../../shared/first-answer';
import { language } from '../text/text';
import { closeSession, onSession, token } from './session';

function makeClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    // What was asked before the pages were there is not asked again.
    fetch: (address, init) => takeFirst(init?.body, language, token()) ?? fetch(address, init),
    exchanges: [cacheExchange, roomForFonts, endedSession, fetchExchange],
    fetchOptions: () => {
      const bearer = token();
      return { headers: { 'Accept-Language': language, ...(bearer && { Authorization: `Bearer ${bearer}` }) } };
    },
  });
}

/** What is asked and not answered yet. */
const open = new Set<number>();

/** A page that asks nothing has room for fonts at once. */
export const roomOnQuietPage = (): void => {
  if (open.size === 0) beginFonts();
};

/** When everything that the page asked first is answered there is room for fonts. */
const roomForFonts = mapExchange({
  onOperation: ({ key, kind }) => {
    if (kind === 'query') open.add(key);
  },
  onResult: ({ operation }) => {
    open.delete(operation.key);
    if (open.size === 0) beginFonts();
  },
});

/** A session that the server does not know any more is over here too. */
const endedSession = mapExchange({
  onError: (error) => {
    const code = (one: { extensions?: { code?: unknown } }) => one.extensions?.code;
    if (error.response?.status === 401 || error.graphQLErrors.some((one) => code(one) === 'UNAUTHENTICATED')) {
      if (token()) closeSession();
    }
  },
});

let client = makeClient();
const listeners = new Set<() => void>();

// What was kept for one person is not shown to another.
onSession(() => {
  client = makeClient();
  for (const listener of listeners) listener();
});

export const currentClient = () => client;
export function onClient(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
