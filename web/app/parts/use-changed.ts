import { useEffect, useRef, useState } from 'react';

const glow = 1000;

/** True for a second after a value changed; the first value is no change. */
export function useChanged(value: string | number | undefined): boolean {
  const before = useRef(value);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (before.current === value) return undefined;
    const first = before.current === undefined;
    before.current = value;
    if (first) return undefined;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), glow);
    return () => clearTimeout(timer);
  }, [value]);
  return changed;
}
