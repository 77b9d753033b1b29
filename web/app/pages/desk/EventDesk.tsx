import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useEventCounts } from '../../api/capacity';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button, ButtonLink } from '../../parts/Button';
import { Area } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Places } from '../../parts/Places';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import { Ratings } from '../hours/Ratings';
import { AddShift } from './AddShift';
import style from './desk.module.css';
import { DeskGate } from './DeskGate';
import { cancelEvent, deskEvent, publishEvent } from './queries';
import { isOpen, ShiftRow } from './ShiftRow';
import { useConcerned } from './use-concerned';
import { Widget } from './Widget';

export type DeskEvent = Extract<NonNullable<ResultOf<typeof deskEvent>['node']>, { __typename: 'Event' }>;

const columns = 6; // of the table of shifts

/** One event at the desk: what to do with it, and its shifts. */
export default function EventDesk() {
  return <DeskGate>{() => <Loaded />}</DeskGate>;
}

function Loaded() {
  const { id = '' } = useParams();
  const { data, error, again } = useData(deskEvent, { id });
  const event = data?.node?.__typename === 'Event' ? data.node : undefined;
  usePage(event?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  if (!event) return <NotFound />;
  return <View event={event} again={again} />;
}

function View({ event, again }: { event: DeskEvent; again: () => void }) {
  const live = useEventCounts(event.id, event.live);
  const counts = live ?? event.live;
  return (
    <div className={layout['page']} data-event={event.id}>
      <section className={layout['section']}>
        <Link href="/desk" className={layout['crumb']}>
          {text('desk.title')}
        </Link>
        <h1>
          {event.title} <span className={style['state']}>{text(`event.state.${event.state}`)}</span>
        </h1>
        <p>{eventTime(event.startsAt, event.endsAt, event.timeZone)}</p>
        <Places counts={counts} state={counts.state} />
        {event.cancellationReason && <Notice>{event.cancellationReason}</Notice>}
        <Steps event={event} counts={counts} again={again} />
      </section>
      <section className={layout['section']} aria-labelledby="shifts">
        <h2 id="shifts">{text('event.shifts', { count: event.shifts.length })}</h2>
        <div className={style['scroll']}>
          <table className={`${style['table']} ${style['stack']}`}>
            <thead>
              <tr>
                <th scope="col">{text('desk.shift')}</th>
                <th scope="col">{text('desk.when')}</th>
                <th scope="col">{text('desk.taken')}</th>
                <th scope="col">{text('desk.waiting')}</th>
                <th scope="col">{text('desk.capacity')}</th>
                <th scope="col">
                  <span className="visually-hidden">{text('desk.steps')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {event.shifts.map((shift) => (
                <ShiftRow
                  key={shift.id}
                  event={event}
                  shift={shift}
                  wide={columns}
                  counts={live && 'shifts' in live ? live.shifts.find(({ shiftId }) => shiftId === shift.id) : undefined}
                  again={again}
                />
              ))}
            </tbody>
          </table>
        </div>
        {(event.state === 'DRAFT' || event.state === 'PUBLISHED') && <AddShift event={event} again={again} />}
        <SeeQuery document={deskEvent} variables={{ id: event.id }} />
      </section>
      {['PUBLISHED', 'DONE', 'SETTLED'].includes(event.state) && Date.parse(event.endsAt) < Date.now() && <Ratings eventId={event.id} />}
      {event.state === 'PUBLISHED' && <Widget eventId={event.id} organizationId={event.organization.id} />}
    </div>
  );
}

function Steps({ event, counts, again }: { event: DeskEvent; counts: DeskEvent['live']; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const told = useConcerned(event.shifts.filter(({ live }) => isOpen(live)), counts, asked);
  const publish = async () => {
    if (await run(publishEvent, { eventId: event.id })) again();
  };
  const cancel = async () => {
    if (await run(cancelEvent, { eventId: event.id, reason })) {
      setAsked(false);
      again();
    }
  };
  const can = Boolean(reason.trim()) && told !== undefined;
  const open = event.state === 'DRAFT' || event.state === 'PUBLISHED';
  return (
    <>
      <Refusals all={refusals} />
      <div className={style['steps']}>
        {event.state === 'DRAFT' && (
          <Button kind="primary" busy={busy} onClick={() => void publish()}>
            {text('desk.publish')}
          </Button>
        )}
        {event.state !== 'DRAFT' && <ButtonLink href={`/events/${event.id}`}>{text('desk.public')}</ButtonLink>}
        {['PUBLISHED', 'DONE', 'SETTLED'].includes(event.state) && Date.parse(event.startsAt) < Date.now() && (
          <ButtonLink kind={event.state === 'DONE' ? 'primary' : 'plain'} href={`/desk/events/${event.id}/came`}>
            {text('came.title')}
          </ButtonLink>
        )}
        <ButtonLink href={`/desk/events/new?copy=${event.id}`}>{text('desk.copy')}</ButtonLink>
        {open && !asked && (
          <Button kind="danger" onClick={() => setAsked(true)}>
            {text('desk.cancel')}
          </Button>
        )}
      </div>
      {asked && (
        <div className={style['sure']} role="group" aria-label={text('desk.cancel')}>
          <p>
            <strong role="status">{told === undefined ? text('app.loading') : text('desk.cancel.sure', { told })}</strong>
          </p>
          <Area
            label={text('desk.cancel.reason')}
            hint={text('desk.cancel.reason.why')}
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            autoFocus
          />
          <div className={style['steps']}>
            <Button kind="danger" busy={busy} aria-disabled={!can} onClick={() => can && void cancel()}>
              {text('desk.cancel.do')}
            </Button>
            <Button onClick={() => setAsked(false)}>{text('mine.keep')}</Button>
          </div>
        </div>
      )}
    </>
  );
}
