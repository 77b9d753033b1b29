import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { disputeHours, rateEvent } from './actions';

interface Props {
  signupId: string;
  eventId: string;
  /** Whether the person was there. */
  there: boolean;
  disputed: () => void;
}

/** After an event: how it was, and what is not right in what was recorded. */
export function AfterEvent({ signupId, eventId, there, disputed }: Props) {
  const [open, setOpen] = useState<'rate' | 'dispute'>();
  const [said, setSaid] = useState('');
  const close = (done: string) => {
    setSaid(done);
    setOpen(undefined);
  };
  return (
    <>
      <div className={form['steps']}>
        {there && <Button onClick={() => setOpen('rate')}>{text('hours.rate')}</Button>}
        <Button onClick={() => setOpen('dispute')}>{text('hours.dispute')}</Button>
        <span role="status" className={form['done']}>
          {said}
        </span>
      </div>
      {open === 'rate' && <Rate eventId={eventId} done={() => close(text('hours.rate.done'))} back={() => setOpen(undefined)} />}
      {open === 'dispute' && (
        <Say
          signupId={signupId}
          done={() => {
            close(text('hours.dispute.done'));
            disputed();
          }}
          back={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function Rate({ eventId, done, back }: { eventId: string; done: () => void; back: () => void }) {
  const { busy, refusals, run } = useAction();
  const rate = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const line = String(given.get('line')).trim();
    if (await run(rateEvent, { eventId, stars: Number(given.get('stars')), ...(line && { text: line }) })) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void rate(event)}>
      <Select label={text('hours.rate.stars')} name="stars" defaultValue="5">
        {[5, 4, 3, 2, 1].map((stars) => (
          <option key={stars} value={stars}>
            {text('hours.stars', { stars })}
          </option>
        ))}
      </Select>
      <Field label={text('hours.rate.line')} hint={text('hours.rate.about')} name="line" maxLength={500} />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('hours.rate.do')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}

function Say({ signupId, done, back }: { signupId: string; done: () => void; back: () => void }) {
  const { busy, refusals, run } = useAction();
  const say = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (await run(disputeHours, { signupId, text: String(new FormData(event.currentTarget).get('text')) })) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void say(event)}>
      <Area label={text('hours.dispute.what')} hint={text('hours.dispute.about')} name="text" maxLength={1000} required autoFocus />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('hours.dispute.do')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
