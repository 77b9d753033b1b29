import { useMemo } from 'react';
import { Link } from 'wouter';
import { useEventCounts } from '../../api/capacity';
import type { ResultOf } from '../../api/graphql';
import { ofConnection, useList } from '../../api/use-rest';
import { ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { useSeen } from '../../parts/use-seen';
import { eventTime } from '../../text/dates';
import { number, text } from '../../text/text';
import style from './desk.module.css';
import { Chooser, DeskGate, type Run, useChosen } from './DeskGate';
import { DeskTabs } from './DeskTabs';
import { deskEvents } from './queries';

/** The organizer's desk: the events of an organization, those ahead first. */
export default function Desk() {
  usePage(text('desk.title'));
  return <DeskGate>{(runs) => <Events runs={runs} />}</DeskGate>;
}

function Events({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  const now = useMemo(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString(), []);
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <div className={layout['head']}>
          <h1>{text('desk.title')}</h1>
          <ButtonLink kind="primary" href={`/desk/events/new?organization=${chosen.id}`}>
            {text('desk.new')}
          </ButtonLink>
        </div>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
        {chosen.status !== 'VERIFIED' && (
          <Notice kind="alert">
            {text('desk.unverified')} <Link href={`/desk/organization?organization=${chosen.id}`}>{text('desk.profile')}</Link>
          </Notice>
        )}
      </div>
      <EventTable title={text('desk.drafts')} organizationId={chosen.id} where={{ state: 'DRAFT' }} empty={text('desk.drafts.empty')} />
      <EventTable
        title={text('desk.ahead')}
        organizationId={chosen.id}
        where={{ state: 'PUBLISHED', endsAtGT: now }}
        empty={text('desk.ahead.empty')}
      />
      <EventTable
        title={text('desk.past')}
        organizationId={chosen.id}
        where={{ stateNEQ: 'DRAFT', or: [{ endsAtLTE: now }, { state: 'CANCELLED' }] }}
        empty={text('desk.past.empty')}
      />
      <p>
        <Link href="/desk/organization/new">{text('desk.found')}</Link>
      </p>
    </div>
  );
}

interface TableProps {
  title: string;
  organizationId: string;
  where: { state?: 'DRAFT' | 'PUBLISHED'; stateNEQ?: 'DRAFT'; endsAtGT?: string; or?: { endsAtLTE?: string; state?: 'CANCELLED' }[] };
  empty: string;
}

function EventTable({ title, organizationId, where, empty }: TableProps) {
  const variables = { organizationId, first: 20, where };
  const { data, error, again, list } = useList(deskEvents, variables, ({ events }) => ofConnection(events));
  return (
    <section className={layout['section']}>
      <h2>
        {title} {data && <span className={style['count']}>{number(list.total)}</span>}
      </h2>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      {data && list.rows.length === 0 && <p className={style['quiet']}>{empty}</p>}
      {list.rows.length > 0 && (
        <div className={style['scroll']}>
          <table className={`${style['table']} ${style['stack']} ${style['events']}`}>
            <thead>
              <tr>
                <th scope="col">{text('desk.event')}</th>
                <th scope="col">{text('desk.when')}</th>
                <th scope="col">{text('desk.taken')}</th>
                <th scope="col">{text('desk.free')}</th>
                <th scope="col">{text('desk.waiting')}</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((event) => (
                <Row key={event.id} event={event} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More list={list} />
      <SeeQuery document={deskEvents} variables={variables} />
    </section>
  );
}

type DeskEventNode = NonNullable<NonNullable<NonNullable<ResultOf<typeof deskEvents>['events']['edges']>[number]>['node']>;

function Row({ event }: { event: DeskEventNode }) {
  const [row, seen] = useSeen<HTMLTableRowElement>();
  const counts = useEventCounts(event.id, event.live, seen) ?? event.live;
  return (
    <tr ref={row} data-event={event.id}>
      <th scope="row">
        <Link href={`/desk/events/${event.id}`}>{event.title}</Link>{' '}
        {event.state !== 'PUBLISHED' && <span className={style['state']}>{text(`event.state.${event.state}`)}</span>}
      </th>
      <td className={style['when']}>{eventTime(event.startsAt, event.endsAt, event.timeZone)}</td>
      <td data-label={text('desk.taken')}>
        {counts.confirmed}
        {counts.held > 0 && ` + ${counts.held}`} / {counts.capacity}
      </td>
      <td data-label={text('desk.free')}>{counts.available}</td>
      <td data-label={text('desk.waiting')}>{counts.waitlisted}</td>
    </tr>
  );
}
