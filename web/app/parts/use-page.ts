import { useEffect } from 'react';
import { roomOnQuietPage } from '../api/client';
import { text } from '../text/text';

let opened = false;

/** Names the page; when it was reached from another one, a screen reader is put at its heading. */
export function usePage(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = title === text('app.name') ? title : `${title} · ${text('app.name')}`;
  }, [title]);
  const known = title !== undefined;
  useEffect(() => {
    if (!known) return;
    // What the page asks is asked in its effects, which are over then.
    const timer = setTimeout(roomOnQuietPage);
    return () => clearTimeout(timer);
  }, [known]);
  useEffect(() => {
    if (!known) return;
    if (opened) {
      const heading = document.querySelector<HTMLElement>('main h1');
      scrollTo(0, 0);
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
    }
    opened = true;
  }, [known]);
}
