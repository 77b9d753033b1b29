import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { changeContact } from './security-queries';

interface Props {
  email: string | null;
  phone: string | null;
  again: () => void;
}

/** What the viewer signs in with and is written to. */
export function Contact({ email, phone, again }: Props) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const who = String(given.get('who')).trim();
    const password = String(given.get('current'));
    const changed = await run(changeContact, { ...(who.includes('@') ? { email: who } : { phone: who }), ...(password && { password }) });
    if (!changed) return;
    setOpen(false);
    setDone(text(changed.confirmationSent ? 'me.contact.sent' : 'app.saved'));
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="contact">
      <h2 id="contact">{text('me.contact')}</h2>
      <p>{[email, phone].filter(Boolean).join(' · ') || text('me.contact.none')}</p>
      {done && (
        <p role="status" className={form['done']}>
          {done}
        </p>
      )}
      {!open && (
        <div>
          <Button onClick={() => setOpen(true)}>{text('me.contact.change')}</Button>
        </div>
      )}
      {open && (
        <form className={form['form']} onSubmit={(event) => void submit(event)}>
          <Field label={text('me.contact.new')} name="who" autoComplete="off" required autoFocus />
          <Field label={text('signIn.password')} name="current" type="password" autoComplete="current-password" />
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={busy}>
              {text('desk.save')}
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
