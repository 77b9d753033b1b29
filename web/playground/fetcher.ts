import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import { readLanguage } from '../shared/language';
import { socketAddress } from '../shared/socket-address';

const locale = readLanguage();

/** Sends queries and mutations over HTTP and subscriptions over a WebSocket, both as the one the headers name. */
export const fetcher: Fetcher = (parameters, options) => fetcherAs(authorizationOf(options?.headers))(parameters, options);

let current: { authorization: string; fetcher: Fetcher } | undefined;

// A socket says who it is once, when it opens, so another token needs another socket. The old one closes by itself
// with its last subscription.
function fetcherAs(authorization: string): Fetcher {
  if (current?.authorization !== authorization) {
    const wsClient = createClient({
      url: socketAddress(),
      connectionParams: authorization ? { authorization, locale } : { locale },
      shouldRetry: () => true,
    });
    const headers = { 'Accept-Language': locale };
    current = {
      authorization,
      fetcher: createGraphiQLFetcher({ url: '/graphql', headers, wsClient, enableIncrementalDelivery: false }),
    };
  }
  return current.fetcher;
}

function authorizationOf(headers: Record<string, unknown> = {}): string {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return typeof value === 'string' ? value : '';
}
