import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { type FormEvent, useEffect, useState } from 'react';

interface About {
  accounts?: { role: string; email: string }[];
  password?: string;
}

const document = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token expiresAt userErrors { message nextStep } }
}`;

/**
 * Signs the open tab in: its headers get the token, those of the other tabs stay as they are, so that each tab may ask as
 * somebody else.
 */
function SignIn() {
  const headers = useGraphiQL((state) => state.headerEditor);
  const [about, setAbout] = useState<About>({});
  const [said, say] = useState('');
  useEffect(() => {
    fetch('/about.json')
      .then((response) => response.json())
      .then(setAbout)
      .catch(() => undefined); // a server that does not answer says so by itself
  }, []);
  const enter = async (who: string, password: string) => {
    say('…');
    const input = { ...(who.includes('@') ? { email: who } : { phone: who }), password };
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: document, variables: { input } }),
    }).catch(() => undefined);
    const answer = await response?.json().catch(() => undefined);
    const payload = answer?.data?.signIn;
    if (!payload?.token) {
      return say(payload?.userErrors?.[0]?.message ?? answer?.errors?.[0]?.message ?? 'The server does not answer.');
    }
    headers?.setValue(JSON.stringify({ Authorization: `Bearer ${payload.token}` }, null, 2));
    return say(`This tab asks as ${who} until ${new Date(payload.expiresAt).toLocaleString()}.`);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('who')).trim(), String(form.get('password')));
  };
  const leave = () => {
    headers?.setValue('{}');
    say('This tab asks as a visitor.');
  };
  return (
    <div className="sign-in">
      <div className="graphiql-doc-explorer-title">Sign this tab in</div>
      <p>The token goes into the Headers of the open tab, and is forgotten with it.</p>
      <form onSubmit={submit}>
        <label>
          E-mail or phone <input name="who" autoComplete="username" required />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit" className="graphiql-button">
          Sign in
        </button>{' '}
        <button type="button" className="graphiql-button" onClick={leave}>
          As a visitor
        </button>
      </form>
      {about.accounts && (
        <ul>
          {about.accounts.map(({ role, email }) => (
            <li key={email}>
              <button type="button" className="graphiql-button" onClick={() => void enter(email, about.password ?? '')}>
                as the {role} of the demo
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status">{said}</p>
    </div>
  );
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c0-4.4 3.6-7 8-7s8 2.6 8 7" />
    </svg>
  );
}

export const signInPlugin: GraphiQLPlugin = { title: 'Sign in', icon: Icon, content: SignIn };
