import type { FormEvent, ReactNode } from 'react';
import { Button } from '../../parts/Button';
import { Area, Check } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { type Refusal, Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { needs } from './types';

interface Props {
  act: string;
  legend: string;
  busy: boolean;
  refusals: readonly Refusal[];
  begin: (said: { needs: (typeof needs)[number][]; message?: string }, given: FormData) => void;
  children?: ReactNode;
}

/** How a mentorship begins, from either side: with what help is needed, and a word to the other side. */
export function Begin({ act, legend, busy, refusals, begin, children }: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const message = String(given.get('message')).trim();
    begin({ needs: given.getAll('need').map(String) as 'PEOPLE'[], ...(message && { message }) }, given);
  };
  return (
    <form className={form['form']} onSubmit={submit}>
      {children}
      <fieldset>
        <legend className={form['legend']}>{legend}</legend>
        <div className={form['choices']}>
          {needs.map((need) => (
            <Check key={need} label={text(`mentoring.need.${need}`)} name="need" value={need} />
          ))}
        </div>
      </fieldset>
      <Area label={text('mentoring.message')} name="message" maxLength={1000} />
      <Refusals all={refusals} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {act}
        </Button>
      </div>
    </form>
  );
}
