import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Check } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { messageRoster } from './queries';

/** A message to the people of a shift: the button says how many get it. */
export function Message({ shiftId, placed, waiting }: { shiftId: string; placed: number; waiting: number }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [toWaiting, setToWaiting] = useState(false);
  const [told, setTold] = useState<number>();
  const count = placed + (toWaiting ? waiting : 0);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (count === 0) return;
    const sent = await run(messageRoster, { shiftId, text: words, waiting: toWaiting });
    if (!sent) return;
    setTold(sent.told);
    setWords('');
    setOpen(false);
  };
  return (
    <section className={`${layout['section']} no-print`} aria-labelledby="message">
      <h2 id="message" className={open ? undefined : 'visually-hidden'}>
        {text('desk.message')}
      </h2>
      <p role="status" className={form['done']}>
        {told === undefined ? '' : text('desk.message.sent', { told })}
      </p>
      {!open && (
        <div>
          <Button onClick={() => setOpen(true)}>{text('desk.message')}</Button>
        </div>
      )}
      {open && (
        <form className={form['form']} onSubmit={(event) => void send(event)}>
          <Area
            label={text('desk.message.text')}
            hint={text('desk.message.about')}
            value={words}
            maxLength={1000}
            required
            autoFocus
            onChange={({ target }) => setWords(target.value)}
          />
          {waiting > 0 && (
            <Check label={text('desk.message.waiting')} checked={toWaiting} onChange={({ target }) => setToWaiting(target.checked)} />
          )}
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={busy} aria-disabled={count === 0}>
              {text('desk.message.do', { count })}
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
