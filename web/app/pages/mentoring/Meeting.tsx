import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { instantOf, localOf } from '../../text/zoned';
import { recordMentorshipMeeting } from './actions';

export const zone = 'Asia/Almaty';

/** What was said at a meeting, and when it was. */
export function MeetingFields() {
  const now = localOf(new Date().toISOString(), zone);
  return (
    <>
      <Field label={text('mentoring.heldAt')} name="heldAt" type="datetime-local" max={now} defaultValue={now} required />
      <Area label={text('mentoring.notes')} hint={text('mentoring.meetings.private')} name="notes" maxLength={4000} required />
    </>
  );
}

export const readMeeting = (given: FormData) => ({
  heldAt: instantOf(String(given.get('heldAt')).slice(0, 16), zone),
  notes: String(given.get('notes')),
});

/** Writes down a later meeting. */
export function Meeting({ mentorshipId, done, back }: { mentorshipId: string; done: () => void; back: () => void }) {
  const { busy, refusals, run } = useAction();
  const write = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (await run(recordMentorshipMeeting, { mentorshipId, ...readMeeting(new FormData(event.currentTarget)) })) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void write(event)}>
      <MeetingFields />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('mentoring.write')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
