import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * Mends what GraphiQL calls things to people who hear them: each document of its history "Set active", whatever is written
 * on it, and the choice of what its explorer adds, nothing. React writes an attribute once, so this lasts until the panel
 * draws something anew, which is watched.
 */
export function Names() {
  const shown = useGraphiQL((state) => state.visiblePlugin);
  useEffect(() => {
    const panel = document.querySelector('.graphiql-plugin');
    if (!panel) return undefined;
    const mend = () => {
      for (const one of panel.querySelectorAll('.graphiql-history-item-label[aria-label]')) one.removeAttribute('aria-label');
      for (const one of panel.querySelectorAll('select:not([aria-label])')) one.setAttribute('aria-label', 'Kind of operation');
    };
    mend();
    const drawn = new MutationObserver(mend);
    drawn.observe(panel, { childList: true, subtree: true });
    return () => drawn.disconnect();
  }, [shown]);
  return null;
}
