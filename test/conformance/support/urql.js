// A transport of callers: the npm client @urql/core, as pages use it. What it caches is in caches.test.js.
import { Client, fetchExchange } from '@urql/core';

const clients = new WeakMap();

/** Sends a caller's request through a client of their own, and returns the whole answer; see api.js. */
export async function byUrql(caller, query, variables) {
  const client = clients.get(caller) ?? open(caller);
  const sent = /^\s*mutation\b/.test(query) ? client.mutation(query, variables) : client.query(query, variables);
  const { data, error } = await sent.toPromise();
  if (error?.networkError) throw error.networkError;
  return error ? { data, errors: error.graphQLErrors } : { data };
}

function open(caller) {
  const client = new Client({
    url: `${caller.program.url}/graphql`,
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: [fetchExchange],
    fetchOptions: () => ({ headers: caller.headers }),
  });
  clients.set(caller, client);
  return client;
}
