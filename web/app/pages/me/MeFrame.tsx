import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useSignedIn } from '../../api/session';
import { ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Notice } from '../../parts/states';
import { Tabs } from '../../parts/Tabs';
import { usePage } from '../../parts/use-page';
import { text, type TextKey } from '../../text/text';

/** The pages of a person about themselves. */
const views: { href: string; label: TextKey }[] = [
  { href: '/me', label: 'me.title' },
  { href: '/me/hours', label: 'credit.mine' },
  { href: '/me/profile', label: 'me.profile' },
  { href: '/me/school', label: 'me.school' },
  { href: '/me/passports', label: 'me.passports' },
  { href: '/me/privacy', label: 'me.privacy' },
  { href: '/me/security', label: 'me.security' },
];

/** One of the pages of a person about themselves, for who is signed in. */
export function MeFrame({ title, aside, children }: { title: TextKey; aside?: ReactNode; children: ReactNode }) {
  usePage(text(title));
  const signedIn = useSignedIn();
  const [path] = useLocation();
  if (!signedIn) {
    return (
      <Notice title={text('me.visitor.title')} heading="h1">
        {text('me.visitor.about')} <ButtonLink href={`/sign-in?to=${path}`}>{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <div className={layout['head']}>
          <h1>{text(title)}</h1>
          {aside}
        </div>
        <Tabs label={text('me.pages')} pages={views.map(({ href, label }) => ({ href, label: text(label) }))} />
      </div>
      {children}
    </div>
  );
}
