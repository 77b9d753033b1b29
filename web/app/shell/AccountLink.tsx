import { Link, useLocation } from 'wouter';
import { useSignedIn } from '../api/session';
import { text } from '../text/text';
import style from './shell.module.css';
import { useViewer } from './viewer';

/** Signing in for a visitor; for who is signed in, their name and what they have not read. */
export function AccountLink() {
  const signedIn = useSignedIn();
  const [path] = useLocation();
  const { data } = useViewer();
  if (!signedIn) {
    const back = path === '/sign-in' || path === '/' ? '' : `?to=${encodeURIComponent(path)}`;
    return (
      <Link href={`/sign-in${back}`} className={style['account']}>
        {text('nav.signIn')}
      </Link>
    );
  }
  const name = data?.viewer?.volunteer?.givenName ?? ''; // "" until the answer is there
  const unread = data?.viewer?.unreadNotices ?? 0;
  return (
    <Link href="/me" className={style['account']}>
      <span className="visually-hidden">{text('nav.account', { name: name || text('nav.me'), unread })}</span>
      <span className={style['avatar']} aria-hidden="true">
        {name.slice(0, 1) || '·'}
      </span>
      {unread > 0 && (
        <span className={style['unread']} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
