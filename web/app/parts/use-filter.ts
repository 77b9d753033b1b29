import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';

const typingPause = 500; // ms

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
  const [words, setWords] = useState(value('q'));
  useEffect(() => {
    if (words.trim() === value('q')) return undefined;
    const timer = setTimeout(() => change({ q: words.trim() }), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  return { value, change, words, setWords };
}
