import { useEffect, useState } from 'react';

const typingPause = 500; // ms

/** Words that are typed, and those of when the typing paused: the ones to search for. */
export function useTyped(first = ''): { words: string; setWords: (words: string) => void; typed: string } {
  const [words, setWords] = useState(first);
  const [typed, setTyped] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => setTyped(words.trim()), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  return { words, setWords, typed };
}
