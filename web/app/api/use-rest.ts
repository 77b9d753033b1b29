import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Loaded as Answer, useData } from './use-data';

/** A stretch of a list: its rows, how many the whole list has, and behind what it goes on; null where it ends. */
export interface Stretch<Row> {
  rows: readonly Row[];
  total: number;
  next: string | null;
}

interface Connection<Row> {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null } | { hasPreviousPage: boolean; startCursor: string | null };
  edges: readonly ({ node: Row | null } | null)[] | null;
}

/** A page of a connection; one that was asked from its end (`last`) is read from there. */
export function ofConnection<Row>({ totalCount, pageInfo, edges }: Connection<Row>): Stretch<Row> {
  const rows = (edges ?? []).flatMap((edge) => edge?.node ?? []);
  return 'hasNextPage' in pageInfo
    ? { rows, total: totalCount, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
    : { rows: rows.reverse(), total: totalCount, next: pageInfo.hasPreviousPage ? pageInfo.startCursor : null };
}

/** A page of a list that goes on behind the id of its last row. */
export function ofRows<Row extends { id: string }>(rows: readonly Row[], total: number): Stretch<Row> {
  return { rows, total, next: rows.at(-1)?.id ?? null };
}

export interface List<Row> {
  /** The rows that are shown. */
  rows: readonly Row[];
  /** How many there are. */
  total: number;
  /** How many of them are not shown. */
  left: number;
  busy: boolean;
  failed: boolean;
  more: () => void;
}

interface Rest<Row, Data, Variables> {
  /** The first stretch; undefined until it is there. */
  first: Stretch<Row> | undefined;
  /** The answer in which it stands: when there is a newer one, what is shown behind it is asked for again too. */
  answer: unknown;
  query: TypedDocumentNode<Data, Variables>;
  /** Asks for the stretch behind something; with another list they differ in more than that. */
  variables: (behind: string) => Variables;
  of: (data: Data) => Stretch<Row> | undefined;
  /** How many stretches are wanted behind the first, where something else than this part keeps that; Infinity for all. */
  wanted?: number;
  want?: (stretches: number) => void;
}

interface Loaded<Row> {
  list: string;
  answer: unknown;
  stretches: readonly Stretch<Row>[];
}

/** A list as far as it is shown: its first stretch, which the page has asked for, and those behind it, one by one. */
export function useRest<Row extends { id: string }, Data, Variables extends AnyVariables>(rest: Rest<Row, Data, Variables>): List<Row> {
  const { first, answer, query, variables, of } = rest;
  const client = useClient();
  const list = JSON.stringify(variables(''));
  const [own, setOwn] = useState({ list, wanted: 0 });
  const wanted = rest.wanted ?? (own.list === list ? own.wanted : 0);
  const [loaded, setLoaded] = useState<Loaded<Row>>({ list, answer, stretches: [] });
  const [state, setState] = useState<'still' | 'busy' | 'failed'>('still');
  const [attempt, setAttempt] = useState(0);
  const run = useRef(0);

  useEffect(() => {
    const mine = ++run.current;
    const stretches = loaded.list === list && loaded.answer === answer ? [...loaded.stretches] : [];
    const load = async () => {
      for (let next = goesOn(first, stretches); next !== null && stretches.length < wanted; next = goesOn(first, stretches)) {
        setState('busy');
        const { data } = await client.query(query, variables(next), { requestPolicy: 'network-only' }).toPromise();
        if (run.current !== mine) return;
        const stretch = data && of(data);
        if (!stretch) {
          setState('failed');
          return;
        }
        stretches.push(stretch);
      }
      setLoaded({ list, answer, stretches });
      setState('still');
    };
    if (first && wanted > 0) void load();
    return () => {
      run.current++;
    };
  }, [client, list, answer, wanted, attempt]);

  const behind = loaded.list === list && wanted > 0 ? loaded.stretches : [];
  const rows = unique(first, behind);
  const total = behind.at(-1)?.total ?? first?.total ?? 0;
  const left = goesOn(first, behind) === null ? 0 : Math.max(1, total - rows.length);
  const more = () => {
    if (state === 'busy') return;
    if (state === 'failed') setAttempt(attempt + 1);
    else if (rest.want) rest.want(wanted + 1);
    else setOwn({ list, wanted: wanted + 1 });
  };
  return { rows, total, left, busy: state === 'busy', failed: state === 'failed', more };
}

/** What a query answers, which asks for one list, with that list as far as it is shown. */
export function useList<Row extends { id: string }, Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  of: (data: Data) => Stretch<Row> | undefined,
  { pause = false, ...kept }: { pause?: boolean; wanted?: number; want?: (stretches: number) => void } = {},
): Answer<Data> & { list: List<Row> } {
  const answer = useData(query, variables, pause);
  const list = useRest({
    first: answer.data && of(answer.data),
    answer: answer.data,
    query,
    variables: (after) => ({ ...variables, after }),
    of,
    ...kept,
  });
  return { ...answer, list };
}

/** Behind what a list goes on after the stretches that are there; null where all of it is there. */
function goesOn<Row extends { id: string }>(first: Stretch<Row> | undefined, behind: readonly Stretch<Row>[]): string | null {
  const last = behind.at(-1) ?? first;
  return !last || unique(first, behind).length >= last.total ? null : last.next;
}

/** The rows of stretches. A row that moved from one to another while they were asked for is shown once. */
function unique<Row extends { id: string }>(first: Stretch<Row> | undefined, behind: readonly Stretch<Row>[]): Row[] {
  return [...new Map([first, ...behind].flatMap((stretch) => stretch?.rows ?? []).map((row) => [row.id, row])).values()];
}
