import { type FormEvent, useState } from 'react';
import { openSession } from '../../api/session';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { changePassword } from './security-queries';

// The page is drawn anew for the new session: what was said of it is kept beside it.
let changedAt = 0;
const shownFor = 10_000;

/** A new password: every session ends, and this browser gets a new one. */
export function Password({ again }: { again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const current = String(given.get('current'));
    const changed = await run(changePassword, {
      newPassword: String(given.get('new')),
      ...(current && { currentPassword: current }),
    });
    if (!changed) return;
    changedAt = Date.now();
    setOpen(false);
    if (changed.token) openSession(changed.token);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="password">
      <h2 id="password">{text('me.password')}</h2>
      <p className={form['quiet']}>{text('me.password.about')}</p>
      {Date.now() - changedAt < shownFor && (
        <p role="status" className={form['done']}>
          {text('me.password.changed')}
        </p>
      )}
      {!open && (
        <div>
          <Button onClick={() => setOpen(true)}>{text('me.password.change')}</Button>
        </div>
      )}
      {open && (
        <form className={form['form']} onSubmit={(event) => void submit(event)}>
          <Field label={text('me.password.current')} name="current" type="password" autoComplete="current-password" autoFocus />
          <Field label={text('register.password')} name="new" type="password" autoComplete="new-password" minLength={8} required />
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={busy}>
              {text('me.password.change')}
            </Button>
            <Button kind="quiet" onClick={() => setOpen(false)}>
              {text('app.back')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
