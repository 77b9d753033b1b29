import { playgroundLink } from '../shared/playground-link';
import type { About } from './about';
import { element } from './elements';
import { isTextKey, text } from './texts';

/** How to sign in: as one of the demo people where there are any, else with an account of one's own. */
export function signIn({ demo, accounts = [], password = '' }: About): HTMLElement {
  const children = demo && accounts.length > 0 ? demoAccounts(accounts, password) : [ownAccount()];
  return element(
    'section',
    { 'aria-labelledby': 'sign-in' },
    element('h2', { id: 'sign-in' }, text('home.signIn.title')),
    ...children,
    element('p', {}, text('home.signIn.token')),
  );
}

function demoAccounts(accounts: { role: string; email: string }[], password: string): HTMLElement[] {
  return [
    element('p', {}, ...withCode(text('home.signIn.demo', { password }), password)),
    element(
      'ul',
      { class: 'accounts' },
      ...accounts.map(({ role, email }) =>
        element(
          'li',
          {},
          element('span', {}, roleName(role)),
          element('a', { href: signInLink(email, password) }, email),
        ),
      ),
    ),
  ];
}

function ownAccount(): HTMLElement {
  const link = element('a', { href: signInLink('', '') }, text('home.signIn.open'));
  return element('p', {}, link);
}

function roleName(role: string): string {
  const key = `home.account.${role}`;
  return isTextKey(key) ? text(key) : role;
}

function withCode(sentence: string, code: string): (Node | string)[] {
  const at = code ? sentence.lastIndexOf(code) : -1;
  if (at < 0) return [sentence];
  return [sentence.slice(0, at), element('code', {}, code), sentence.slice(at + code.length)];
}

function signInLink(email: string, password: string): string {
  return playgroundLink({
    query: `mutation SignIn {
  signIn(
    input: {
      email: ${JSON.stringify(email)}
      password: ${JSON.stringify(password)}
    }
  ) {
    token
    expiresAt
    viewer { memberships { role organization { name } } }
    userErrors { code message nextStep }
  }
}
`,
  });
}
