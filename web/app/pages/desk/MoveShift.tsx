import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Check, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { earlier, instantOf, later, localOf } from '../../text/zoned';
import style from './desk.module.css';
import type { DeskEvent } from './EventDesk';
import { previewShiftChange, updateEvent, updateShift } from './queries';

interface Props {
  event: DeskEvent;
  shift: DeskEvent['shifts'][number];
  /** What it did or that it was left, closes it. */
  close: (moved: boolean) => void;
}

interface Preview {
  told: number;
  wouldOverlap: number;
}

/** A new time for a shift: first what it does to people, then the step itself. */
export function MoveShift({ event, shift, close }: Props) {
  const client = useClient();
  const { busy, refusals, run, forget } = useAction();
  const [start, setStart] = useState(localOf(shift.startsAt, event.timeZone));
  const [end, setEnd] = useState(localOf(shift.endsAt, event.timeZone));
  const [preview, setPreview] = useState<Preview>();
  const [failed, setFailed] = useState<Refusal[]>([]);
  const [release, setRelease] = useState(false);
  const times = () => ({ startsAt: instantOf(start, event.timeZone), endsAt: instantOf(end, event.timeZone) });
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    setPreview(undefined);
    setFailed([]);
    forget();
  };
  const look = async () => {
    const { data, error } = await client
      .query(previewShiftChange, { shiftId: shift.id, ...times() }, { requestPolicy: 'network-only' })
      .toPromise();
    if (data?.previewShiftChange) setPreview(data.previewShiftChange);
    else setFailed([failure(error)]);
  };
  const move = async () => {
    const to = times();
    const [first, last] = [earlier(event.startsAt, to.startsAt), later(event.endsAt, to.endsAt)];
    if ((first !== event.startsAt || last !== event.endsAt) && !(await run(updateEvent, { eventId: event.id, startsAt: first, endsAt: last }))) return;
    const input = { shiftId: shift.id, ...to, ...(release && { releaseConflicting: true }) };
    if (await run(updateShift, input)) close(true);
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    void (preview ? move() : look());
  };
  const overlaps = (preview?.wouldOverlap ?? 0) > 0;
  return (
    <form className={style['change']} onSubmit={submit} aria-label={`${text('desk.shift.move')}: ${shift.title}`}>
      <div className={form['pair']}>
        <Field type="datetime-local" label={text('desk.form.shift.start')} value={start} required onChange={({ target }) => change(setStart)(target.value)} />
        <Field type="datetime-local" label={text('desk.form.shift.end')} value={end} min={start} required onChange={({ target }) => change(setEnd)(target.value)} />
      </div>
      {preview && (
        <div role="status" data-preview>
          <p>
            <strong>{text('desk.shift.move.told', { told: preview.told })}</strong>{' '}
            {overlaps && text('desk.shift.move.overlap', { count: preview.wouldOverlap })}
          </p>
          {overlaps && (
            <Check label={text('desk.shift.move.release')} checked={release} onChange={({ target }) => setRelease(target.checked)} />
          )}
        </div>
      )}
      <Refusals all={[...failed, ...refusals]} />
      <div className={form['steps']}>
        <Button type="submit" kind={preview ? 'danger' : 'primary'} busy={busy} aria-disabled={overlaps && !release}>
          {text(preview ? 'desk.shift.move.do' : 'desk.shift.move.look')}
        </Button>
        <Button kind="quiet" onClick={() => close(false)}>
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
