import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * The documents that are open, as tabs by the pattern of WAI-ARIA: one stop of the Tab key, arrows, Home and End go through
 * them, Delete closes one, Shift with an arrow moves it. GraphiQL's own put buttons into a tab, which a reader of the screen
 * does not tell of; style.css hides them.
 */
export function Tabs() {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const { addTab, changeTab, closeTab, moveTab } = useGraphiQLActions();
  const list = useRef<HTMLDivElement>(null);
  const follow = useFocus(list, active, tabs.length);

  const close = (index: number) => {
    if (tabs.length > 1) closeTab(index);
  };
  const move = (to: number) => {
    const order = tabs.toSpliced(active, 1);
    const moved = tabs[active];
    if (moved) moveTab(order.toSpliced(to, 0, moved));
  };
  const press = (event: KeyboardEvent) => {
    const last = tabs.length - 1;
    const to = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: last }[event.key];
    if (to === undefined && event.key !== 'Delete') return;
    event.preventDefault();
    follow();
    if (to === undefined) return close(active);
    const next = (to + tabs.length) % tabs.length;
    return event.shiftKey ? move(next) : changeTab(next);
  };

  return (
    <>
      <div className="tabs" role="tablist" aria-label="Open documents" ref={list} onKeyDown={press}>
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={index === active}
            aria-controls="graphiql-session"
            aria-keyshortcuts="Delete"
            tabIndex={index === active ? 0 : -1}
            title={tab.title}
            onClick={() => changeTab(index)}
            onAuxClick={(event) => event.button === 1 && close(index)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <button type="button" className="tab-act" aria-label="Close this tab" title="Close this tab" disabled={tabs.length < 2} onClick={() => close(active)}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m4 4 8 8m0-8-8 8" />
        </svg>
      </button>
      <button type="button" className="tab-act" aria-label="New tab" title="New tab" onClick={addTab}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 3v10M3 8h10" />
        </svg>
      </button>
    </>
  );
}

/** Keeps the open tab in sight. What it returns is called before a change by key, which the focus goes along with. */
function useFocus(list: RefObject<HTMLElement | null>, active: number, count: number): () => void {
  const following = useRef(false);
  useEffect(() => {
    const tab = list.current?.children[active];
    if (!(tab instanceof HTMLElement)) return;
    tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (following.current) tab.focus();
    following.current = false;
  }, [list, active, count]);
  return () => {
    following.current = true;
  };
}
