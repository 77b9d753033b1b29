import { makeStore, useStore } from './store';

/** Whether the numbers on the page are the numbers of now; if not, as of when they are. */
export type Connection = { state: 'idle' | 'connecting' | 'live' } | { state: 'lost'; asOf: Date };

export const connection = makeStore<Connection>({ state: 'idle' });
export const useConnection = () => useStore(connection);

/** Counts how often the connection came back: what was asked before that is asked again. */
export const returns = makeStore(0);

export function setConnection(next: Connection, onlyFirst = false): void {
  const before = connection.get().state;
  if (before === next.state || (onlyFirst && before !== 'idle')) return;
  connection.set(next);
  if (before === 'lost' && next.state === 'live') returns.set(returns.get() + 1);
}
