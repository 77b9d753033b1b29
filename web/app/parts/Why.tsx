import { type FormEvent, useState } from 'react';
import { text } from '../text/text';
import { Button } from './Button';
import { Area } from './Field';
import form from './form.module.css';
import { type Refusal, Refusals } from './Refusals';

interface Props {
  /** What will happen. */
  about?: string;
  label: string;
  hint?: string;
  /** What the button does. */
  act: string;
  busy: boolean;
  refusals: readonly Refusal[];
  say: (reason: string) => void;
  back: () => void;
}

/** Asks for the reason of a step, which somebody will read. */
export function Why({ about, label, hint, act, busy, refusals, say, back }: Props) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say(reason);
  };
  return (
    <form className={form['sure']} onSubmit={submit}>
      {about && <p>{about}</p>}
      <Area
        label={label}
        {...(hint && { hint })}
        value={reason}
        maxLength={1000}
        required
        autoFocus
        onChange={({ target }) => setReason(target.value)}
      />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="danger" busy={busy}>
          {act}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
