import { useEffect, useRef } from 'react';
import { useTold } from './use-told';

const every = 15_000; // ms

/**
 * Asks again each time that the viewer is told something, and every 15 seconds while the page is seen: what waits on a
 * desk also becomes more and less by what nobody is told of, as by hours and reports of mistakes.
 */
export function useFresh(again: () => void): void {
  useTold(again);
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && navigator.onLine) latest.current();
    }, every);
    return () => clearInterval(timer);
  }, []);
}
