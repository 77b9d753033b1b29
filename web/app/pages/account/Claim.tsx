import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { openSession } from '../../api/session';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import style from './account.module.css';
import { claimRecord } from './queries';

/** Making the account of a record, with the code that an organization printed. */
export default function Claim() {
  usePage(text('claim.title'));
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const [, run] = useMutation(claimRecord);
  const [, navigate] = useLocation();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const who = String(given.get('who') ?? '').trim();
    setBusy(true);
    setRefusals([]);
    const { data, error } = await run({
      input: {
        code: String(given.get('code')).trim(),
        password: String(given.get('password')),
        ...(who && (who.includes('@') ? { email: who } : { phone: who })),
      },
    });
    setBusy(false);
    const payload = data?.claimRecord;
    if (error || !payload) setRefusals([failure(error)]);
    else if (payload.token) {
      openSession(payload.token);
      navigate('/me');
    } else setRefusals(payload.userErrors);
  };
  return (
    <div className={style['narrow']}>
      <h1>{text('claim.title')}</h1>
      <p className={layout['lead']}>{text('claim.about')}</p>
      <form className={style['form']} onSubmit={(event) => void submit(event)}>
        <Field label={text('claim.code')} name="code" autoComplete="one-time-code" autoCapitalize="characters" required />
        <Field label={text('claim.who')} hint={text('claim.who.lost')} name="who" autoComplete="username" />
        <Field label={text('register.password')} name="password" type="password" autoComplete="new-password" minLength={8} required />
        <Refusals all={refusals} />
        <Button type="submit" kind="primary" busy={busy}>
          {text('claim.do')}
        </Button>
      </form>
    </div>
  );
}
