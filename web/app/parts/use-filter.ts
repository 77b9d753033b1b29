import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useTyped } from './use-typed';

/** What a list is narrowed to, and how much more of it is shown, kept in the address; a change of the first begins the list anew. */
export function useFilter() {
  const [search, setSearch] = useSearchParams();
  const value = (name: string) => search.get(name) ?? '';
  const change = (part: Record<string, string>) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      next.delete('more');
      for (const [name, chosen] of Object.entries(part)) {
        if (chosen) next.set(name, chosen);
        else next.delete(name);
      }
      return next;
    });
  const more = {
    wanted: Number(value('more')) || 0,
    want: (stretches: number) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.set('more', String(stretches));
          return next;
        },
        { replace: true },
      ),
  };
  const { words, setWords, typed } = useTyped(value('q'));
  useEffect(() => {
    if (typed !== value('q')) change({ q: typed });
  }, [typed]);
  return { value, change, more, words, setWords };
}
