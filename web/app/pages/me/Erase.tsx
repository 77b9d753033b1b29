import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { closePush } from '../../api/push';
import { closeSession } from '../../api/session';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text, type TextKey } from '../../text/text';
import { eraseMyAccount } from './privacy-queries';

const goes: TextKey[] = ['me.erase.goes.name', 'me.erase.goes.places', 'me.erase.goes.sessions', 'me.erase.goes.words'];
const stays: TextKey[] = ['me.erase.stays.counts', 'me.erase.stays.log'];

/** The end of the account, after what goes and what stays was said. */
export function Erase({ number }: { number: string }) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const [, navigate] = useLocation();
  const same = typed.replace(/\s/g, '') === number;
  const erase = async (event: FormEvent) => {
    event.preventDefault();
    if (!same || !(await run(eraseMyAccount, { publicNumber: number }))) return;
    void closePush().catch(() => undefined);
    closeSession();
    navigate('/');
  };
  return (
    <section className={layout['section']} aria-labelledby="erase">
      <h2 id="erase">{text('me.erase')}</h2>
      <p className={form['quiet']}>{text('me.erase.about')}</p>
      {!asked && (
        <div>
          <Button kind="danger" onClick={() => setAsked(true)}>
            {text('me.erase.begin')}
          </Button>
        </div>
      )}
      {asked && (
        <form className={form['sure']} onSubmit={(event) => void erase(event)} aria-labelledby="erase">
          <h3>{text('me.erase.goes')}</h3>
          <ul className={form['points']}>
            {goes.map((key) => (
              <li key={key}>{text(key)}</li>
            ))}
          </ul>
          <h3>{text('me.erase.stays')}</h3>
          <ul className={form['points']}>
            {stays.map((key) => (
              <li key={key}>{text(key)}</li>
            ))}
          </ul>
          <p>
            <strong>{text('me.erase.forever')}</strong>
          </p>
          <Field
            label={text('me.erase.type', { number })}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            inputMode="numeric"
            autoComplete="off"
            autoFocus
          />
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" kind="danger" busy={busy} aria-disabled={!same}>
              {text('me.erase.do')}
            </Button>
            <Button onClick={() => setAsked(false)}>{text('app.back')}</Button>
          </div>
        </form>
      )}
    </section>
  );
}
