import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'react';
import { useData } from '../../api/use-data';

export interface Code {
  shiftId: string;
  code: string;
  digits: string | null;
  expiresAt: string;
}

const soonest = 1_000;
const latest = 10_000; // a device with a wrong clock asks this often
const deadAfter = 55_000; // a code that was asked for so long ago is refused

/** A code that is asked for again whenever the next one is due; `dead` when none has come for as long as one lives. */
export function useCode<Data, Variables extends Record<string, unknown>>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  of: (data: Data) => Code | null,
) {
  const { data, error, again } = useData(query, variables);
  const [asked, setAsked] = useState(0);
  const [dead, setDead] = useState(false);
  const code = data ? of(data) : undefined;
  useEffect(() => {
    const due = code ? Date.parse(code.expiresAt) - Date.now() : latest;
    const timer = setTimeout(() => {
      again();
      setAsked((times) => times + 1);
    }, Math.min(Math.max(due, soonest), latest));
    return () => clearTimeout(timer);
  }, [code?.code, asked]);
  useEffect(() => {
    setDead(false);
    const timer = setTimeout(() => setDead(true), deadAfter);
    return () => clearTimeout(timer);
  }, [code?.code]);
  return { code, error, dead };
}
