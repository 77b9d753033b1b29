import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { type About, fetchAbout } from '../../api/about';
import { openSession } from '../../api/session';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { type Refusal, Refusals, failure } from '../../parts/Refusals';
import { usePage } from '../../parts/use-page';
import { text, textIfAny } from '../../text/text';
import style from './account.module.css';
import { contact } from './contact';
import { Forgot } from './Forgot';
import { Providers } from './Providers';
import { signIn } from './queries';
import { samePlace } from './same-place';

/** Signing in: with an account, or in the demo as one of its people. */
export default function SignIn() {
  usePage(text('signIn.title'));
  const [about, setAbout] = useState<About>();
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const [, run] = useMutation(signIn);
  const [, navigate] = useLocation();
  const back = samePlace(new URLSearchParams(useSearch()).get('to'));
  useEffect(() => {
    void fetchAbout().then(setAbout);
  }, []);

  const enter = async (who: string, password: string) => {
    setBusy(true);
    setRefusals([]);
    const { data, error } = await run({ input: { ...contact(who), password } });
    setBusy(false);
    const payload = data?.signIn;
    if (error || !payload) setRefusals([failure(error)]);
    else if (payload.token) {
      openSession(payload.token);
      navigate(back);
    } else setRefusals(payload.userErrors);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('who')), String(form.get('password')));
  };

  return (
    <div className={style['narrow']}>
      <h1>{text('signIn.title')}</h1>
      <form ref={place} className={style['form']} onSubmit={submit}>
        <Field label={text('signIn.who')} name="who" autoComplete="username" required />
        <Field label={text('signIn.password')} name="password" type="password" autoComplete="current-password" required />
        <Refusals all={refusals} />
        <Button type="submit" kind="primary" busy={busy}>
          {text('signIn.enter')}
        </Button>
        <Forgot form={place} />
        <p>
          {text('signIn.new')} <Link href={`/register?to=${encodeURIComponent(back)}`}>{text('signIn.register')}</Link>
        </p>
      </form>
      <Providers all={about?.providers ?? []} back={back} />
      {about?.demo && about.accounts && (
        <section className={layout['section']} aria-labelledby="demo">
          <h2 id="demo">{text('signIn.demo')}</h2>
          <p>{text('signIn.demo.about', { password: about.password ?? '' })}</p>
          <ul className={style['people']}>
            {about.accounts.map(({ role, email }) => (
              <li key={email}>
                <Button onClick={() => void enter(email, about.password ?? '')}>
                  <span>
                    {textIfAny(`signIn.demo.${role}`) ?? role}
                    <small>{email}</small>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
