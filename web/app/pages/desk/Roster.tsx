import { type FormEvent, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button, ButtonLink } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { save } from '../../parts/save';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { eventTime, momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { csvFile } from './csv';
import style from './desk.module.css';
import { DeskGate } from './DeskGate';
import { Message } from './Message';
import { ofNumber } from './of-number';
import { addToShift, approveSignup, declineSignup, deskShift, rosterLive } from './queries';
import { byName, nameOf, type RosterEntry, useRoster } from './use-roster';

/** Who is on a shift, asked for a place or waits, as it changes; on paper, a list to tick off. */
export default function Roster() {
  return <DeskGate>{() => <Loaded />}</DeskGate>;
}

function Loaded() {
  const { id = '' } = useParams();
  const { data, error, again } = useData(deskShift, { id });
  const shift = data?.node?.__typename === 'Shift' ? data.node : undefined;
  const { entries, gone } = useRoster(id);
  usePage(shift && `${shift.event.title}: ${shift.title}`);
  if (error) return <Failed error={error} again={again} />;
  if (gone || (data && !shift)) return <NotFound />;
  if (!shift || !entries) return <Loading />;
  const placed = entries.filter(({ signup }) => signup && signup.signupState !== 'REQUESTED');
  const requested = entries.filter(({ signup }) => signup?.signupState === 'REQUESTED');
  const waiting = entries.filter(({ waitlistEntry }) => waitlistEntry);
  return (
    <div className={layout['page']} data-roster={shift.id}>
      <section className={layout['section']}>
        <Link href={`/desk/events/${shift.event.id}`} className={`${layout['crumb']} no-print`}>
          {shift.event.title}
        </Link>
        <h1>{`${shift.event.title}: ${shift.title}`}</h1>
        <p>{[eventTime(shift.startsAt, shift.endsAt, shift.event.timeZone), shift.event.venue].filter(Boolean).join(' · ')}</p>
        <div className={`${style['steps']} no-print`}>
          {shift.event.kind === 'VOLUNTEERING' && (
            <>
              <ButtonLink kind="primary" href={`/desk/shifts/${shift.id}/scan`}>
                {text('scan.title')}
              </ButtonLink>
              <ButtonLink href={`/desk/shifts/${shift.id}/code`}>{text('attendance.code')}</ButtonLink>
            </>
          )}
          <Button onClick={() => print()}>{text('desk.print')}</Button>
          <Button onClick={() => save(csvOf(placed), 'roster.csv')}>{text('desk.csv')}</Button>
        </div>
      </section>
      {requested.length > 0 && <Requests entries={requested} />}
      <section className={layout['section']} aria-labelledby="placed">
        <h2 id="placed">{text('desk.roster', { count: placed.length })}</h2>
        {placed.length === 0 && <p className={style['quiet']}>{text('desk.roster.empty')}</p>}
        {placed.length > 0 && <People entries={placed} />}
        <Add shiftId={shift.id} />
      </section>
      <Message shiftId={shift.id} placed={placed.length + requested.length} waiting={waiting.length} />
      {waiting.length > 0 && (
        <section className={`${layout['section']} no-print`} aria-labelledby="waiting">
          <h2 id="waiting">{text('desk.queue', { count: waiting.length })}</h2>
          <p className={style['quiet']}>{text('desk.queue.about')}</p>
        </section>
      )}
      <SeeQuery document={rosterLive} variables={{ shiftId: shift.id }} />
    </div>
  );
}

function People({ entries }: { entries: RosterEntry[] }) {
  return (
    <div className={style['scroll']} tabIndex={0} role="region" aria-label={text('desk.roster', { count: entries.length })}>
      <table className={`${style['table']} ${style['stack']}`}>
        <thead>
          <tr>
            <th scope="col">{text('desk.name')}</th>
            <th scope="col">{text('desk.number')}</th>
            <th scope="col">{text('desk.state')}</th>
            <th scope="col" className="no-print">
              {text('desk.since')}
            </th>
            <th scope="col" className={style['sign']}>
              {text('desk.signature')}
            </th>
          </tr>
        </thead>
        <tbody>
          {byName(entries).map((signup) => (
            <tr key={signup.id}>
              <th scope="row">
                <span className={style['tick']} aria-hidden="true" />
                {nameOf(signup)}
              </th>
              <td>{signup.volunteer?.publicNumber}</td>
              <td>{text(`signup.state.${signup.signupState}`)}</td>
              <td className="no-print" data-label={text('desk.since')}>{momentHere(signup.createdAt)}</td>
              <td className={style['sign']} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Requests({ entries }: { entries: RosterEntry[] }) {
  const { busy, refusals, run } = useAction();
  const [declining, setDeclining] = useState<string>();
  const [reason, setReason] = useState('');
  return (
    <section className={`${layout['section']} no-print`} aria-labelledby="requests">
      <h2 id="requests">{text('desk.requests', { count: entries.length })}</h2>
      <Refusals all={refusals} />
      <ul className={style['requests']}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <strong>{entry.signup && nameOf(entry.signup)}</strong> {entry.signup?.volunteer?.publicNumber}
            <div className={style['steps']}>
              <Button kind="primary" busy={busy} onClick={() => void run(approveSignup, { signupId: entry.signup?.id ?? '' })}>
                {text('desk.approve')}
              </Button>
              <Button onClick={() => setDeclining(entry.id)}>{text('desk.decline')}</Button>
            </div>
            {declining === entry.id && (
              <div className={style['sure']}>
                <Field
                  label={text('desk.decline.reason')}
                  value={reason}
                  maxLength={1000}
                  onChange={({ target }) => setReason(target.value)}
                />
                <Button
                  kind="danger"
                  busy={busy}
                  aria-disabled={!reason.trim()}
                  onClick={() => reason.trim() && void run(declineSignup, { signupId: entry.signup?.id ?? '', reason })}
                >
                  {text('desk.decline')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Add({ shiftId }: { shiftId: string }) {
  const { busy, refusals, run } = useAction();
  const [number, setNumber] = useState('');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(addToShift, { shiftId, publicNumber: number.trim() })) setNumber('');
  };
  return (
    <form className={`${style['add']} no-print`} onSubmit={(event) => void add(event)}>
      <Field
        label={text('desk.add')}
        hint={text('desk.add.about')}
        value={number}
        required
        onChange={({ target }) => setNumber(target.value)}
      />
      <Button type="submit" busy={busy}>
        {text('desk.add.do')}
      </Button>
      <Refusals all={ofNumber(refusals)} />
    </form>
  );
}

function csvOf(entries: RosterEntry[]): Blob {
  const header = [text('desk.family'), text('desk.given'), text('desk.number'), text('desk.state'), text('desk.since')];
  const rows = entries.map(({ signup }) => [
    signup?.volunteer?.familyName ?? '',
    signup?.volunteer?.givenName ?? '',
    signup?.volunteer?.publicNumber ?? '',
    signup ? text(`signup.state.${signup.signupState}`) : '',
    signup?.createdAt ?? '',
  ]);
  return csvFile([header, ...rows]);
}
