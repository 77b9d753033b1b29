import type { ButtonHTMLAttributes } from 'react';
import { Link } from 'wouter';
import style from './button.module.css';

type Kind = 'primary' | 'plain' | 'danger' | 'quiet';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind;
  /** An action that is under way: the button waits, but keeps its place and the focus. */
  busy?: boolean;
}

export function Button({ kind = 'plain', busy = false, className, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={[style['button'], style[kind], className].filter(Boolean).join(' ')}
      aria-disabled={busy || rest['aria-disabled']}
      data-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

export function ButtonLink({ href, kind = 'plain', children }: { href: string; kind?: Kind; children: React.ReactNode }) {
  return (
    <Link href={href} className={`${style['button']} ${style[kind]}`} data-button>
      {children}
    </Link>
  );
}

/** Opens a page that is none of the app's, in a window of its own. */
export function WindowLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener" className={`${style['button']} ${style['plain']}`} data-button>
      {children}
    </a>
  );
}
