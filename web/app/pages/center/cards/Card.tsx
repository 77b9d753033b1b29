import { type ReactNode, useId } from 'react';
import layout from '../../../parts/layout.module.css';
import style from './cards.module.css';

/** One subject at the center's desk. */
export function Card({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className={`${layout['panel']} ${style['card']} ${wide ? style['wide'] : ''}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
