import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { completeMentorship } from './actions';
import { Maturity } from './Maturity';
import type { Brief, Scale } from './types';

interface Props {
  mentorship: Brief;
  scale: Scale | undefined;
  done: () => void;
  back: () => void;
}

/** Ends a mentorship: how mature the organization is now, and what changed, for everybody to read. */
export function Complete({ mentorship, scale, done, back }: Props) {
  const { busy, refusals, run } = useAction();
  const end = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const made = await run(completeMentorship, {
      mentorshipId: mentorship.id,
      expectedVersion: mentorship.version,
      maturity: Number(given.get('maturity')),
      outcome: String(given.get('outcome')),
    });
    if (made) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void end(event)}>
      <Maturity scale={scale} at={mentorship.maturityBefore ?? 1} />
      <Area label={text('mentoring.outcome')} hint={text('mentoring.outcome.public')} name="outcome" maxLength={1000} required />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('mentoring.complete')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
