import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { text, type TextKey } from '../text/text';
import { AccountLink } from './AccountLink';
import { ConnectionLine } from './ConnectionLine';
import { Footer } from './Footer';
import { Icon, type IconName } from './Icon';
import { LanguageSwitch } from './LanguageSwitch';
import { Mark } from './Mark';
import style from './shell.module.css';
import { ThemeSwitch } from './ThemeSwitch';

const views: { href: string; pattern: string; label: TextKey; icon: IconName }[] = [
  { href: '/', pattern: '/', label: 'nav.network', icon: 'network' },
  { href: '/events', pattern: '/events/*?', label: 'nav.events', icon: 'events' },
  { href: '/organizations', pattern: '/organizations/*?', label: 'nav.organizations', icon: 'organizations' },
  { href: '/me', pattern: '/me/*?', label: 'nav.me', icon: 'me' },
];

/** What stands around every page: where one is, where one can go, who one is, and how fresh the numbers are. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={style['skip']} href="#main">
        {text('app.skip')}
      </a>
      <header className={`${style['header']} no-print`}>
        <div className={style['bar']}>
          <Link href="/" className={style['home']}>
            <Mark />
            <span>{text('app.name')}</span>
          </Link>
          <nav className={style['nav']} aria-label={text('nav.label')}>
            {views.map((view) => (
              <NavLink key={view.href} {...view} />
            ))}
          </nav>
          <div className={style['tools']}>
            <LanguageSwitch />
            <ThemeSwitch />
            <AccountLink />
          </div>
        </div>
        <ConnectionLine />
      </header>
      <main id="main" className={style['main']} tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}

function NavLink({ href, pattern, label, icon }: (typeof views)[number]) {
  const [active] = useRoute(pattern);
  return (
    <Link href={href} className={style['view']} {...(active && { 'aria-current': 'page' as const })}>
      <Icon name={icon} />
      <span>{text(label)}</span>
    </Link>
  );
}
