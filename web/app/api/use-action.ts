import type { TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { failure, type Refusal } from '../parts/Refusals';
import { newKey } from './new-key';

interface Payload {
  userErrors: readonly { code: string; message: string; nextStep: string | null }[];
}

/**
 * One thing that can be done: whether it is under way, and why it was refused. A call that got no answer is repeated
 * with the key it had, so that nothing is done twice.
 */
export function useAction() {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);

  /** Resolves to the payload when it was done, to undefined when not. */
  const run = async <Name extends string, Result extends Record<Name, Payload>, Input extends object>(
    document: TypedDocumentNode<Result, { input: Input & { idempotencyKey?: string | null } }>,
    input: Input,
  ): Promise<Result[keyof Result] | undefined> => {
    setBusy(true);
    setRefusals([]);
    const variables = { input: { ...input, idempotencyKey: newKey() } };
    let result = await client.mutation(document, variables).toPromise();
    for (let attempt = 0; result.error?.networkError && !result.error.response && attempt < 2; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 700 * (attempt + 1)));
      result = await client.mutation(document, variables).toPromise();
    }
    setBusy(false);
    const payload = result.data && (Object.values(result.data)[0] as Result[keyof Result] & Payload);
    if (!payload || result.error) {
      setRefusals([failure(result.error)]);
      return undefined;
    }
    if (payload.userErrors.length > 0) {
      setRefusals(payload.userErrors);
      return undefined;
    }
    return payload;
  };
  return { busy, refusals, run, forget: () => setRefusals([]) };
}
