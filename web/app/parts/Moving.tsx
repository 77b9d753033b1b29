import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import style from './moving.module.css';

interface Props<Row> {
  rows: readonly Row[];
  show: (row: Row) => ReactNode;
  /** The lists of the page; each of their items is a place that is asked for by the id of the row. */
  children: (place: (id: string) => ReactNode) => ReactNode;
}

/**
 * Rows that move from one list of a page to another as they are: what is open and typed in them stays, and so does the
 * focus. React keeps the state of a part under one parent only; so each row has an element of its own, which moves.
 */
export function Moving<Row extends { id: string }>({ rows, show, children }: Props<Row>) {
  const elements = useRef(new Map<string, HTMLElement>());
  // As it was before this change of the page, which may take a row out of its list for a moment.
  const focused = document.activeElement;
  const known = new Map(rows.map((row) => [row.id, row]));
  const elementOf = (id: string) => {
    const found = elements.current.get(id) ?? document.createElement('div');
    found.className = style['row'] ?? '';
    elements.current.set(id, found);
    return found;
  };
  useLayoutEffect(() => {
    for (const id of elements.current.keys()) if (!known.has(id)) elements.current.delete(id);
  });
  return (
    <>
      {children((id) => (
        <Place key={id} element={elementOf(id)} focused={focused} />
      ))}
      {[...known.values()].map((row) => createPortal(show(row), elementOf(row.id), row.id))}
    </>
  );
}

function Place({ element, focused }: { element: HTMLElement; focused: Element | null }) {
  const here = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    here.current?.append(element);
    if (focused instanceof HTMLElement && focused !== document.activeElement && element.contains(focused)) focused.focus({ preventScroll: true });
  }, [element]);
  return <li ref={here} />;
}
