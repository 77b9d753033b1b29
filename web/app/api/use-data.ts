import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { returns } from './connection';
import { useStore } from './store';
import { follow } from './live';

export interface Loaded<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  /** The answer shown is of an earlier question, or a newer one is on its way. */
  loading: boolean;
  /** Asks again, behind a question that is on its way: its answer may be of before what the caller knows. */
  again(): void;
}

/** What a query answers; it is asked again when the connection came back. */
export function useData<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): Loaded<Data> {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query, variables, pause } as never) as [
    { data: Data | undefined; error: CombinedError | undefined; fetching: boolean; stale: boolean },
    (options: { requestPolicy: 'network-only' }) => void,
  ];
  const ask = () => execute({ requestPolicy: 'network-only' });
  const loading = fetching || stale;
  // To ask anew cuts off the question that is on its way: where changes come faster than answers, none would ever be there.
  const onItsWay = useRef(loading);
  const owed = useRef(false);
  const again = () => {
    if (onItsWay.current) owed.current = true;
    else ask();
  };
  useEffect(() => {
    onItsWay.current = loading;
    if (loading || !owed.current) return;
    owed.current = false;
    ask();
  }, [loading]);
  // Of a question that was on its way when the connection was lost no answer may come.
  const returned = useStore(returns);
  const first = useRef(returned);
  useEffect(() => {
    if (returned !== first.current && !pause) ask();
    first.current = returned;
  }, [returned]);
  return { data, error: data ? undefined : error, loading, again };
}

/** The newest state of a subscription; undefined before the first, `gone` when there is no such thing. */
export function useLive<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | undefined,
): { data: Data | undefined; gone: boolean } {
  const [state, setState] = useState<{ data: Data | undefined; gone: boolean }>({ data: undefined, gone: false });
  const key = JSON.stringify(variables);
  useEffect(() => {
    setState({ data: undefined, gone: false });
    if (!variables) return undefined;
    return follow(document, variables, {
      next: (data) => setState({ data, gone: false }),
      gone: () => setState(({ data }) => ({ data, gone: true })),
    });
  }, [document, key]);
  return state;
}

/** What a query answers, then each newer state of the subscription that tells the same. */
export function useFollowed<Asked, Told extends Asked, Variables extends Record<string, unknown>>(
  query: TypedDocumentNode<Asked, Variables>,
  live: TypedDocumentNode<Told, Variables>,
  variables: Variables,
  pause = false,
): Loaded<Asked> & { gone: boolean } {
  const asked = useData<Asked, Variables>(query, variables, pause);
  const { data, gone } = useLive(live, pause ? undefined : variables);
  return { ...asked, data: data ?? asked.data, error: data ? undefined : asked.error, gone };
}
