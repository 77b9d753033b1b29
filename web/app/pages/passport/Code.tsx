import { encode } from 'uqr';
import style from './passport.module.css';

/** A QR code of an address, drawn so that it prints sharp. */
export function Code({ of, label }: { of: string; label: string }) {
  const { data, size } = encode(of, { ecc: 'M', border: 4 });
  const dark = data
    .flatMap((row, y) => row.map((set, x) => (set ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className={style['code']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}
