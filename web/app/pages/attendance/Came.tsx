import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import { DeskGate, type Run } from '../desk/DeskGate';
import { instantOf } from '../../text/zoned';
import { byName, nameOf, useRoster } from '../desk/use-roster';
import style from './attendance.module.css';
import { cameQuery, settleEvent } from './queries';

type Event = Extract<NonNullable<ResultOf<typeof cameQuery>['node']>, { __typename: 'Event' }>;
type Outcome = 'PRESENT' | 'NO_SHOW' | 'EXCUSED';
/** What is said of a person; times as the clock of the event shows them, empty where nothing else than what was recorded is said. */
interface Word {
  outcome: Outcome;
  from: string;
  to: string;
}

type Said = ReadonlyMap<string, Word>;

const outcomes: Outcome[] = ['PRESENT', 'NO_SHOW', 'EXCUSED'];
// Nobody has to say again what was recorded while it happened.
const open = ['CONFIRMED'];
const gone = ['REQUESTED', 'WITHDRAWN', 'DECLINED', 'CANCELLED'];

/** "Who came?": after an event, everybody was there but those named, and the hours are locked. */
export default function Came() {
  return <DeskGate>{(runs) => <Loaded runs={runs} />}</DeskGate>;
}

function Loaded({ runs }: { runs: Run[] }) {
  const { id = '' } = useParams();
  usePage(text('came.title'));
  const { data, error, again } = useData(cameQuery, { id });
  const event = data?.node?.__typename === 'Event' ? data.node : undefined;
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  // After a week the support center of the region settles it too: without the people, whom it does not see.
  const byCenter = !data.attendanceSummary && runs.some(({ regions }) => regions.some((region) => region.id === event?.region?.id));
  if (!event || (!data.attendanceSummary && !byCenter)) return <NotFound />;
  return (
    <div className={layout['page']} data-event-state={event.state}>
      <section className={layout['section']}>
        <Link href={`/${byCenter ? '' : 'desk/'}events/${event.id}`} className={layout['crumb']}>
          {event.title}
        </Link>
        <h1>{text('came.title')}</h1>
        <p>{eventTime(event.startsAt, event.endsAt, event.timeZone)}</p>
        {data.attendanceSummary && <Summary summary={data.attendanceSummary} />}
        {byCenter && (
          <p className={style['about']}>
            {text('came.center')} <Link href={`/organizations/${event.organization.id}`}>{event.organization.name}</Link>
          </p>
        )}
        <SeeQuery document={cameQuery} variables={{ id }} />
      </section>
      {event.state === 'SETTLED' && <Notice title={text('came.settled.title')}>{text('came.settled')}</Notice>}
      {event.state === 'DONE' && <Settle event={event} people={!byCenter} again={again} />}
      {(event.state === 'PUBLISHED' || event.state === 'DRAFT') && <Notice title={text('came.early.title')}>{text('came.early')}</Notice>}
      {event.state === 'CANCELLED' && <Notice>{text('event.state.CANCELLED')}</Notice>}
    </div>
  );
}

function Summary({ summary }: { summary: NonNullable<ResultOf<typeof cameQuery>['attendanceSummary']> }) {
  const counted = ['expected', 'present', 'completed', 'noShow', 'excused', 'unrecorded'] as const;
  return (
    <dl className={style['summary']}>
      {counted.map((name) => (
        <div key={name} data-counted={name}>
          <dt>{text(`came.${name}`)}</dt>
          <dd>{summary[name]}</dd>
        </div>
      ))}
      <div data-counted="minutes">
        <dt>{text('came.minutes')}</dt>
        <dd>{text('came.hours', { hours: Math.floor(Number(summary.minutes) / 60), minutes: Number(summary.minutes) % 60 })}</dd>
      </div>
    </dl>
  );
}

function Settle({ event, people, again }: { event: Event; people: boolean; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [allPresent, setAllPresent] = useState(true);
  const [said, setSaid] = useState<Said>(new Map());
  const [asked, setAsked] = useState(false);
  const settle = async () => {
    const at = (local: string) => instantOf(local.slice(0, 16), event.timeZone);
    const attendance = [...said].map(([signupId, { outcome, from, to }]) => ({
      signupId,
      outcome,
      ...(outcome === 'PRESENT' && from && { arrivedAt: at(from) }),
      ...(outcome === 'PRESENT' && to && { leftAt: at(to) }),
    }));
    if (await run(settleEvent, { eventId: event.id, allPresent, attendance })) again();
  };
  const say = (signupId: string, word: Word | undefined) => {
    const next = new Map(said);
    if (word) next.set(signupId, word);
    else next.delete(signupId);
    setSaid(next);
  };
  return (
    <section className={layout['section']} aria-labelledby="settle">
      <h2 id="settle">{text(people ? 'came.say' : 'came.settle')}</h2>
      <p className={layout['lead']}>{text(people ? 'came.about' : 'came.center.about')}</p>
      <label className={style['all']}>
        <input type="checkbox" checked={allPresent} onChange={({ target }) => setAllPresent(target.checked)} /> {text(people ? 'came.all' : 'came.center.all')}
      </label>
      {people && event.shifts.filter(({ state }) => state !== 'CANCELLED').map((shift) => (
        <Shift key={shift.id} shift={shift} said={said} say={say} rest={allPresent ? 'PRESENT' : undefined} />
      ))}
      <Refusals all={refusals} />
      {!asked && (
        <p>
          <Button kind="primary" onClick={() => setAsked(true)}>
            {text('came.settle')}
          </Button>
        </p>
      )}
      {asked && (
        <div role="group" aria-label={text('came.settle')} className={style['sure']}>
          <p>
            <strong>{text(allPresent ? 'came.sure.all' : 'came.sure.rest')}</strong> {text('came.sure')}
          </p>
          <div className={layout['links']}>
            <Button kind="primary" busy={busy} onClick={() => void settle()}>
              {text('came.settle.do')}
            </Button>
            <Button onClick={() => setAsked(false)}>{text('app.back')}</Button>
          </div>
        </div>
      )}
    </section>
  );
}

interface ShiftProps {
  shift: Event['shifts'][number];
  said: Said;
  say: (signupId: string, word: Word | undefined) => void;
  rest: 'PRESENT' | undefined;
}

function Shift({ shift, said, say, rest }: ShiftProps) {
  const { entries } = useRoster(shift.id);
  if (!entries) return <Loading />;
  const people = byName(entries).filter(({ signupState }) => !gone.includes(signupState));
  return (
    <section className={style['shift']} aria-label={shift.title}>
      <h3>{shift.title}</h3>
      {people.length === 0 && <p className={style['quiet']}>{text('desk.roster.empty')}</p>}
      <ul className={style['people']}>
        {people.map((signup) => (
          <li key={signup.id}>
            <span>
              <strong>{nameOf(signup)}</strong> {signup.volunteer?.publicNumber}
              {!open.includes(signup.signupState) && <> · {text(`signup.state.${signup.signupState}`)}</>}
            </span>
            <select
              aria-label={text('came.of', { name: nameOf(signup) })}
              value={said.get(signup.id)?.outcome ?? ''}
              onChange={({ target }) => {
                const outcome = outcomes.find((one) => one === target.value);
                say(signup.id, outcome && { from: '', to: '', ...said.get(signup.id), outcome });
              }}
            >
              <option value="">{text(open.includes(signup.signupState) ? `came.rest.${rest ?? 'UNRECORDED'}` : 'came.rest.RECORDED')}</option>
              {outcomes.map((one) => (
                <option key={one} value={one}>
                  {text(`came.outcome.${one}`)}
                </option>
              ))}
            </select>
            <When name={nameOf(signup)} word={said.get(signup.id)} say={(word) => say(signup.id, word)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From when to when somebody was there, where that is not as it was recorded. */
function When({ name, word, say }: { name: string; word: Word | undefined; say: (word: Word) => void }) {
  if (word?.outcome !== 'PRESENT') return null;
  return (
    <div className={style['when']} role="group" aria-label={text('came.when', { name })}>
      <Field label={text('hours.presence.from')} type="datetime-local" value={word.from} onChange={({ target }) => say({ ...word, from: target.value })} />
      <Field label={text('hours.presence.to')} type="datetime-local" value={word.to} onChange={({ target }) => say({ ...word, to: target.value })} />
      <p className={style['quiet']}>{text('came.when.about')}</p>
    </div>
  );
}
