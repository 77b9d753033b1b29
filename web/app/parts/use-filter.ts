import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useTyped } from './use-typed';

/** What a list is narrowed to, kept in the address; a change of it begins at the first page. */
export function useFilter() {
  const [search, setSearch] = useSearchParams();
  const value = (name: string) => search.get(name) ?? '';
  const change = (part: Record<string, string>) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      next.delete('after');
      for (const [name, chosen] of Object.entries(part)) {
        if (chosen) next.set(name, chosen);
        else next.delete(name);
      }
      return next;
    });
  const { words, setWords, typed } = useTyped(value('q'));
  useEffect(() => {
    if (typed !== value('q')) change({ q: typed });
  }, [typed]);
  return { value, change, words, setWords };
}
