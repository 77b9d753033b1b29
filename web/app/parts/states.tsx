import type { CombinedError } from '@urql/core';
import { createElement, type ReactNode } from 'react';
import { text } from '../text/text';
import { Button } from './Button';
import style from './states.module.css';

/** Something is on its way; `lines` keep the room that it will take. */
export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <div className={style['loading']} role="status">
      <span className="visually-hidden">{text('app.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={style['bone']} />
      ))}
    </div>
  );
}

interface NoticeProps {
  title?: string;
  heading?: 'h1' | 'h2' | 'h3';
  children?: ReactNode;
  action?: { label: string; run: () => void };
  kind?: 'plain' | 'alert';
}

/** An empty, broken or refused state: what this is, and the one thing to do. */
export function Notice({ title, heading = 'h2', children, action, kind = 'plain' }: NoticeProps) {
  return (
    <div className={`${style['notice']} ${style[kind]}`} {...(kind === 'alert' && { role: 'alert' })}>
      {title && createElement(heading, {}, title)}
      {children && <p>{children}</p>}
      {action && <Button onClick={action.run}>{action.label}</Button>}
    </div>
  );
}

/** What could not be loaded, in words that say what to do. */
export function Failed({ error, again }: { error: CombinedError; again: () => void }) {
  const away = error.networkError !== undefined && error.response === undefined;
  const message = away ? text(navigator.onLine ? 'app.failed.server' : 'app.failed.offline') : error.graphQLErrors[0]?.message;
  return (
    <Notice kind="alert" title={text('app.failed.title')} action={{ label: text('app.failed.again'), run: again }}>
      {message ?? text('app.failed.server')}
    </Notice>
  );
}
