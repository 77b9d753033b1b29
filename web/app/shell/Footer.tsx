import { Link } from 'wouter';
import { text } from '../text/text';
import style from './shell.module.css';

export function Footer() {
  return (
    <footer className={`${style['footer']} no-print`}>
      <p>{text('app.about')}</p>
      <p>
        <Link href="/verify">{text('app.verify')}</Link>
      </p>
      <p>
        <a href="/playground/">{text('app.playground')}</a>
      </p>
    </footer>
  );
}
