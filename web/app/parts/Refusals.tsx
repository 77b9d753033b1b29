import type { CombinedError } from '@urql/core';
import { text } from '../text/text';
import style from './refusals.module.css';

/** Why something was refused, and what to do now. */
export interface Refusal {
  code: string;
  message: string;
  path?: string[] | null;
  nextStep: string | null;
}

/** A call that failed, as a refusal: what failed is said, and that it can be tried again. */
export function failure(error: CombinedError | undefined): Refusal {
  const message = error?.graphQLErrors[0]?.message;
  const away = error?.networkError !== undefined && error.response === undefined;
  const unknown = text(away && !navigator.onLine ? 'app.failed.offline' : 'app.failed.server');
  return { code: 'FAILED', message: message ?? unknown, nextStep: null };
}

export function Refusals({ all }: { all: readonly Refusal[] }) {
  return (
    <div role="alert" className={style[all.length > 0 ? 'refusals' : 'none']}>
      {all.map(({ code, message, nextStep }) => (
        <p key={code + message}>
          <strong>{message}</strong> {nextStep}
        </p>
      ))}
    </div>
  );
}
