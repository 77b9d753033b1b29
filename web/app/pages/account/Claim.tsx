import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { openSession, useSignedIn } from '../../api/session';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import style from './account.module.css';
import { attachRecord, claimRecord } from './queries';

/** Making the account of a record, or taking it into one's own, with the code that an organization printed or the secret of a guest's link. */
export default function Claim() {
  return useSignedIn() ? <Attach /> : <NewAccount />;
}

/** The secret of a guest's link comes behind the #, which no server sees. */
const given = () => location.hash.slice(1);

function Attach() {
  usePage(text('claim.attach.title'));
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [{ fetching }, run] = useMutation(attachRecord);
  const [, navigate] = useLocation();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).trim();
    setRefusals([]);
    const { data, error } = await run({ input: { code } });
    const payload = data?.attachRecord;
    if (error || !payload) setRefusals([failure(error)]);
    else if (payload.userErrors.length > 0) setRefusals(payload.userErrors);
    else navigate('/me');
  };
  return (
    <div className={style['narrow']}>
      <h1>{text('claim.attach.title')}</h1>
      <p className={layout['lead']}>{text('claim.attach.about')}</p>
      <form className={style['form']} onSubmit={(event) => void submit(event)}>
        <Field label={text('claim.code')} name="code" defaultValue={given()} autoComplete="one-time-code" autoCapitalize="off" required />
        <Refusals all={refusals} />
        <Button type="submit" kind="primary" busy={fetching}>
          {text('claim.attach.do')}
        </Button>
      </form>
    </div>
  );
}

function NewAccount() {
  usePage(text('claim.title'));
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const [, run] = useMutation(claimRecord);
  const [, navigate] = useLocation();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const who = String(typed.get('who') ?? '').trim();
    setBusy(true);
    setRefusals([]);
    const { data, error } = await run({
      input: {
        code: String(typed.get('code')).trim(),
        password: String(typed.get('password')),
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
        <Field label={text('claim.code')} name="code" defaultValue={given()} autoComplete="one-time-code" autoCapitalize="off" required />
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
