import { type FormEvent, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ShiftCounts } from '../../api/capacity';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Refusals } from '../../parts/Refusals';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import style from './desk.module.css';
import type { DeskEvent } from './EventDesk';
import { MoveShift } from './MoveShift';
import { NoShow } from './NoShow';
import { cancelShift, updateShift } from './queries';
import { useConcerned } from './use-concerned';

interface Props {
  event: DeskEvent;
  shift: DeskEvent['shifts'][number];
  /** How many columns the table has. */
  wide: number;
  counts: ShiftCounts | undefined;
  again: () => void;
}

/** Whether people may still be on a shift, or come to it. */
export const isOpen = ({ state }: { state: string }) => state !== 'CANCELLED' && state !== 'ENDED';

/** A shift at the desk: who is on it, and how many places it has. */
export function ShiftRow({ event, shift, wide, counts, again }: Props) {
  const shown = counts && counts.version >= shift.live.version ? counts : shift.live;
  const { busy, refusals, run } = useAction();
  const [capacity, setCapacity] = useState(String(shown.capacity));
  const [asked, setAsked] = useState(false);
  const [changing, setChanging] = useState<'time' | 'noShow'>();
  useEffect(() => setCapacity(String(shown.capacity)), [shown.capacity]);
  const wanted = Number(capacity);
  const change = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (await run(updateShift, { shiftId: shift.id, capacity: wanted })) again();
  };
  const cancel = async () => {
    if (await run(cancelShift, { shiftId: shift.id })) {
      setAsked(false);
      again();
    }
  };
  const close = (changed: boolean) => {
    setChanging(undefined);
    if (changed) again();
  };
  const open = isOpen(shown);
  const told = useConcerned([shift], shown, asked);
  const gets = Math.min(Math.max(0, wanted - shown.confirmed - shown.held), shown.waitlisted);
  return (
    <>
      <tr data-shift={shift.id}>
        <th scope="row">
          <Link href={`/desk/shifts/${shift.id}`}>{shift.title}</Link>{' '}
          {shown.state !== 'OPEN' && <span className={style['state']}>{text(`shift.state.${shown.state}`)}</span>}
        </th>
        <td className={style['when']}>{eventTime(shift.startsAt, shift.endsAt, event.timeZone)}</td>
        <td data-taken data-label={text('desk.taken')}>
          {shown.confirmed}
          {shown.held > 0 && ` + ${shown.held}`}
        </td>
        <td data-label={text('desk.waiting')}>{shown.waitlisted}</td>
        <td className={style['capacity']} data-label={text('desk.capacity')}>
          {open ? (
            <form onSubmit={(submitted) => void change(submitted)}>
              <input
                type="number"
                min={1}
                max={100000}
                aria-label={text('desk.capacity.of', { title: shift.title })}
                value={capacity}
                onChange={({ target }) => setCapacity(target.value)}
              />
              {wanted !== shown.capacity && wanted > 0 && (
                <>
                  <Button type="submit" busy={busy}>
                    {text('desk.save')}
                  </Button>
                  {gets > 0 && <p className={style['quiet']}>{text('desk.capacity.gets', { gets })}</p>}
              </>
            )}
          </form>
        ) : (
          shown.capacity
        )}
        <Refusals all={refusals} />
      </td>
      <td className={style['whole']}>
        {open && !asked && !changing && (
          <div className={style['steps']}>
            <Button kind="quiet" onClick={() => setChanging('time')}>
              {text('desk.shift.move')}
            </Button>
            <Button kind="quiet" onClick={() => setChanging('noShow')}>
              {text('desk.noShow.change')}
            </Button>
            <Button kind="quiet" onClick={() => setAsked(true)}>
              {text('desk.shift.cancel')}
            </Button>
          </div>
        )}
        {open && asked && (
          <div className={style['sure']}>
            <p role="status">{told === undefined ? text('app.loading') : text('desk.cancel.sure', { told })}</p>
            <Button kind="danger" busy={busy} aria-disabled={told === undefined} onClick={() => told !== undefined && void cancel()}>
              {text('desk.shift.cancel')}
            </Button>
            <Button onClick={() => setAsked(false)}>{text('mine.keep')}</Button>
          </div>
        )}
      </td>
    </tr>
    {changing && (
      <tr>
        <td colSpan={wide} className={style['whole']}>
          {changing === 'time' ? <MoveShift event={event} shift={shift} close={close} /> : <NoShow shift={shift} close={close} />}
        </td>
      </tr>
    )}
    </>
  );
}
