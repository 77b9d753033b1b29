import encode from 'qr';
import { useMemo } from 'react';
import style from './attendance.module.css';

/** A QR code, drawn: black on white in every theme, since cameras want it so. */
export function Qr({ value, label }: { value: string; label: string }) {
  const { size, path } = useMemo(() => {
    const rows = encode(value, 'raw', { ecc: 'medium', border: 2 });
    const cells = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: rows.length, path: cells.join('') };
  }, [value]);
  return (
    <svg className={style['qr']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges" data-qr={value}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
