import { useEffect, useState } from 'react';
import { text } from '../text/text';

/** The time left until a moment, by the second in its last ten minutes. */
export function Countdown({ until, over }: { until: string; over?: () => void }) {
  const [now, setNow] = useState(Date.now());
  const left = Math.max(0, Date.parse(until) - now);
  const done = left === 0;
  useEffect(() => {
    if (done) {
      over?.();
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until, done]);
  return (
    <span role="timer" className="tabular">
      {timeLeft(left)}
    </span>
  );
}

export function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return text('time.seconds', { minutes, seconds: String(seconds % 60).padStart(2, '0') });
  const hours = Math.floor(minutes / 60);
  return hours < 1 ? text('time.minutes', { minutes }) : text('time.hours', { hours, minutes: minutes % 60 });
}
