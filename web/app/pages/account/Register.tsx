import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { openSession } from '../../api/session';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Field, Select } from '../../parts/Field';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { usePage } from '../../parts/use-page';
import { language, text } from '../../text/text';
import { regionQuery } from '../network/queries';
import style from './account.module.css';
import { contact } from './contact';
import { register } from './queries';
import { samePlace } from './same-place';

/** Making an account. */
export default function Register() {
  usePage(text('register.title'));
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [, run] = useMutation(register);
  const [, navigate] = useLocation();
  const { data } = useData(regionQuery, {});
  const back = samePlace(new URLSearchParams(useSearch()).get('to'));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? '').trim();
    setBusy(true);
    setRefusals([]);
    const { data: answer, error } = await run({
      input: {
        ...contact(value('who')),
        password: String(form.get('password')),
        givenName: value('givenName'),
        familyName: value('familyName'),
        locale: language,
        ...(value('birthDate') && { birthDate: value('birthDate') }),
        ...(value('region') && { regionId: value('region') }),
      },
    });
    setBusy(false);
    const payload = answer?.register;
    if (error || !payload) setRefusals([failure(error)]);
    else if (payload.token) {
      openSession(payload.token);
      navigate(back);
    } else if (payload.confirmationSent) setSent(true);
    else setRefusals(payload.userErrors);
  };

  if (sent) {
    return (
      <div className={style['narrow']}>
        <h1>{text('register.sent.title')}</h1>
        <p>{text('register.sent.about')}</p>
      </div>
    );
  }
  return (
    <div className={style['narrow']}>
      <h1>{text('register.title')}</h1>
      <form className={style['form']} onSubmit={(event) => void submit(event)}>
        <Field label={text('register.givenName')} name="givenName" autoComplete="given-name" maxLength={100} required />
        <Field label={text('register.familyName')} name="familyName" autoComplete="family-name" maxLength={100} required />
        <Field label={text('signIn.who')} name="who" autoComplete="username" required />
        <Field
          label={text('register.password')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          required
        />
        <Field label={text('register.birthDate')} hint={text('register.birthDate.why')} name="birthDate" type="date" />
        <Select label={text('register.region')} name="region">
          <option value="" />
          {data?.regions.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Refusals all={refusals} />
        <Button type="submit" kind="primary" busy={busy}>
          {text('register.create')}
        </Button>
        <p>
          {text('register.known')} <Link href={`/sign-in?to=${encodeURIComponent(back)}`}>{text('signIn.enter')}</Link>
        </p>
      </form>
    </div>
  );
}
