import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { correctHours } from './actions';
import { readTimes, Times } from './Times';
import { type Entry, zone } from './types';

/** Takes a line back by a counter-entry, and writes the time as it was. */
export function Correct({ entry, done }: { entry: Entry; done: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const timeZone = entry.event?.timeZone ?? zone;
  const correct = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const { from, to } = readTimes(given, timeZone);
    const said = { entryId: entry.id, reason: String(given.get('reason')), ...(from && { startsAt: from }), ...(to && { endsAt: to }) };
    if (!(await run(correctHours, said))) return;
    setOpen(false);
    done();
  };
  if (!open) return <Button onClick={() => setOpen(true)}>{text('hours.correct')}</Button>;
  return (
    <form className={form['sure']} onSubmit={(event) => void correct(event)}>
      <p>{text('hours.correct.about')}</p>
      <Times startsAt={entry.startsAt} endsAt={entry.endsAt} timeZone={timeZone} of="work" />
      <Area label={text('mentoring.why')} name="reason" maxLength={1000} required />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="danger" busy={busy}>
          {text('hours.correct')}
        </Button>
        <Button onClick={() => setOpen(false)}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
