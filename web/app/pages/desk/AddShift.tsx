import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import { earlier, instantOf, later, localOf } from '../../text/zoned';
import style from './desk.module.css';
import type { DeskEvent } from './EventDesk';
import { addShift, updateEvent } from './queries';

/** One more shift of an event, after its last one; an event that is too short for it gets longer. */
export function AddShift({ event, again }: { event: DeskEvent; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const last = event.shifts.at(-1);
  const begin = last?.endsAt ?? event.startsAt;
  const length = last ? Date.parse(last.endsAt) - Date.parse(last.startsAt) : 4 * 3_600_000;
  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const given = new FormData(submitted.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    const [startsAt, endsAt] = [instantOf(value('start'), event.timeZone), instantOf(value('end'), event.timeZone)];
    const [first, latest] = [earlier(event.startsAt, startsAt), later(event.endsAt, endsAt)];
    if ((first !== event.startsAt || latest !== event.endsAt) && !(await run(updateEvent, { eventId: event.id, startsAt: first, endsAt: latest }))) return;
    const shift = {
      title: { [language]: value('title') },
      startsAt,
      endsAt,
      capacity: Number(value('capacity')),
      noShowMinutes: Number(value('noShow')),
      ...(last && { minAge: last.minAge, signupPolicy: last.signupPolicy, membersOnly: last.membersOnly }),
    };
    if (!(await run(addShift, { eventId: event.id, shift }))) return;
    setOpen(false);
    again();
  };
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{text('desk.shift.add')}</Button>
      </div>
    );
  }
  const end = new Date(Date.parse(begin) + length).toISOString();
  return (
    <form className={style['change']} onSubmit={(submitted) => void submit(submitted)} aria-label={text('desk.shift.add')}>
      <div className={form['pair']}>
        <Field label={text('desk.form.shift.title')} name="title" maxLength={200} required autoFocus />
        <Field label={text('desk.capacity')} name="capacity" type="number" min={1} max={100000} required defaultValue={last?.live.capacity ?? 20} />
        <Field label={text('desk.form.shift.start')} name="start" type="datetime-local" required defaultValue={localOf(begin, event.timeZone)} />
        <Field label={text('desk.form.shift.end')} name="end" type="datetime-local" required defaultValue={localOf(end, event.timeZone)} />
        <Field
          label={text('desk.noShow')}
          hint={text('desk.noShow.hint')}
          name="noShow"
          type="number"
          min={0}
          max={1440}
          required
          defaultValue={last?.noShowMinutes ?? 30}
        />
      </div>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('desk.shift.add.do')}
        </Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
