import { useEffect, useRef, useState } from 'react';
import type { List } from '../api/use-rest';
import { text } from '../text/text';
import { Button } from './Button';
import style from './more.module.css';

interface Props {
  list: Pick<List<unknown>, 'rows' | 'total' | 'left' | 'busy' | 'failed' | 'more'>;
}

/** Shows more of the list that stands before it, with how much is left; the focus goes to the first row that is new. */
export function More({ list }: Props) {
  const { rows, total, left, busy, failed, more } = list;
  const [used, setUsed] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const shownBefore = useRef<number>(undefined);
  useEffect(() => {
    const before = shownBefore.current;
    if (before === undefined || rows.length <= before) return;
    shownBefore.current = undefined;
    const of = here.current?.previousElementSibling;
    const row = (of?.querySelector('tbody') ?? of)?.children[before];
    if (!(row instanceof HTMLElement)) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }, [rows.length]);
  // Who has not asked for more need not be told that all is there.
  if (left === 0 && !used) return null;
  return (
    <div ref={here} className={left > 0 ? style['more'] : style['all']} data-left={left}>
      <p role="status" className="visually-hidden">
        {busy ? text('app.loading') : rows.length > 0 && text('list.shown', { shown: rows.length, total })}
      </p>
      {failed && <p role="alert">{text('app.failed.server')}</p>}
      {left > 0 && (
        <Button
          busy={busy}
          onClick={() => {
            shownBefore.current = rows.length;
            setUsed(true);
            more();
          }}
        >
          {text('list.more', { left })}
        </Button>
      )}
    </div>
  );
}
