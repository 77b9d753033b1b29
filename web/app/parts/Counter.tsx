import { Link } from 'wouter';
import { number, text, type TextKey } from '../text/text';
import style from './counter.module.css';
import { useChanged } from './use-changed';

interface Props {
  value: number | undefined;
  /** What is counted; its text takes the form that goes with the number as `count`. */
  label: TextKey;
  /** The list that is counted. */
  href?: string;
  main?: boolean;
}

/** A number that moves, and what it counts; it leads to the list that it counts. */
export function Counter({ value, label, href, main = false }: Props) {
  const changed = useChanged(value);
  const classes = [style['counter'], main && style['main'], changed && style['changed']].filter(Boolean).join(' ');
  const content = (
    <>
      <span className={style['value']}>{value === undefined ? '\u2007' : number(value)}</span>
      <span className={style['label']}>{text(label, { count: value ?? 0 })}</span>
    </>
  );
  return (
    <li className={style['item']} data-counter={label}>
      {href ? (
        <Link href={href} className={classes}>
          {content}
        </Link>
      ) : (
        <div className={classes}>{content}</div>
      )}
    </li>
  );
}

export function Counters({ children }: { children: React.ReactNode }) {
  return <ul className={style['counters']}>{children}</ul>;
}
