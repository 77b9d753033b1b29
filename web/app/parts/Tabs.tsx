import { Link, useLocation } from 'wouter';
import style from './tabs.module.css';

/** Links to the pages of one subject, of which this is one. */
export function Tabs({ label, pages }: { label: string; pages: { href: string; label: string }[] }) {
  const [path] = useLocation();
  return (
    <nav className={`${style['tabs']} no-print`} aria-label={label}>
      {pages.map((page) => (
        <Link key={page.href} href={page.href} {...(page.href.split('?')[0] === path && { 'aria-current': 'page' as const })}>
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
