import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useEventCounts } from '../../api/capacity';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { type List, ofRows, useList } from '../../api/use-rest';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Check } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Places } from '../../parts/Places';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import type { Center } from '../center/CenterGate';
import { publishEvent } from '../desk/queries';
import { cohortPeople, cohortQuery, markLesson, recordResult } from './desk-queries';
import { LessonForm } from './LessonForm';
import style from './school.module.css';

type Answer = ResultOf<typeof cohortQuery>;
type Cohort = Extract<NonNullable<Answer['node']>, { __typename: 'Cohort' }>;
type Enrollment = ResultOf<typeof cohortPeople>['cohortEnrollments'][number];

const studies = ['ADMITTED', 'PASSED', 'FAILED'];

/** A cohort at its trainer's desk: its places, who was at which lesson, and who passed. */
export function CohortDesk({ id, center }: { id: string; center: Center }) {
  const { data, error: failed, again: cohortAgain } = useData(cohortQuery, { id });
  // All of them: who was at a lesson is noted of everybody at once.
  const people = useList(cohortPeople, { id }, ({ cohortEnrollments, cohortEnrollmentsCount: count }) => ofRows(cohortEnrollments, count), {
    wanted: Infinity,
  });
  const again = () => {
    cohortAgain();
    people.again();
  };
  const error = failed ?? people.error;
  const cohort = data?.node?.__typename === 'Cohort' ? data.node : undefined;
  if (error) return <Failed error={error} again={again} />;
  if (!data || !people.data) return <Loading lines={4} />;
  if (!cohort) return <Notice>{text('school.noCohort')}</Notice>;
  return <Shown cohort={cohort} list={people.list} center={center} again={again} />;
}

interface Props {
  cohort: Cohort;
  list: List<Enrollment>;
  center: Center;
  again: () => void;
}

function Shown({ cohort, list, center, again }: Props) {
  const { busy, refusals, run } = useAction();
  const { event, shift, lessons } = cohort;
  const followed = useEventCounts(event.id, { version: 0, state: event.state });
  const now = followed && 'shifts' in followed ? followed.shifts.find(({ shiftId }) => shiftId === shift.id) : undefined;
  const counts = now && now.version >= shift.live.version ? now : shift.live;
  // Somebody took a place, or gave one up: who is here is asked again.
  useEffect(() => {
    if (counts.version > shift.live.version) again();
  }, [counts.version]);
  const begun = Date.parse(event.startsAt) <= Date.now();
  const changeable = event.state === 'DRAFT' || event.state === 'PUBLISHED';
  const publish = async () => {
    if (await run(publishEvent, { eventId: event.id })) again();
  };
  return (
    <>
      <section className={layout['section']} aria-labelledby="cohort" data-cohort={cohort.id}>
        <Link href={`/center/school?organization=${center.id}`} className={layout['crumb']}>
          {text('school.title')}
        </Link>
        <h2 id="cohort">{cohort.course.title}</h2>
        <p>
          {eventTime(event.startsAt, event.endsAt, event.timeZone)} · {text(`event.state.${event.state}`)}
        </p>
        {event.state !== 'DRAFT' && <Places counts={counts} state={counts.state} />}
        <Refusals all={refusals} />
        <div className={form['steps']}>
          {event.state === 'DRAFT' && center.publishes && (
            <Button kind="primary" busy={busy} onClick={() => void publish()}>
              {text('school.publish')}
            </Button>
          )}
          {event.state === 'DRAFT' && !center.publishes && <p>{text('school.publish.others')}</p>}
          {center.publishes && <Link href={`/desk/events/${event.id}`}>{text('school.event')}</Link>}
        </div>
      </section>
      <section className={layout['section']} aria-labelledby="lessons">
        <h2 id="lessons">{text('cohort.lessons', { count: lessons.length })}</h2>
        <ul className={card['cards']}>
          {lessons.map((lesson) => (
            <LessonCard key={lesson.id} lesson={lesson} changeable={changeable} timeZone={event.timeZone} people={list.rows} again={again} />
          ))}
        </ul>
      </section>
      <section className={layout['section']} aria-labelledby="people">
        <h2 id="people">{text('school.people', { count: list.total })}</h2>
        {list.total === 0 && <p className={card['quiet']}>{text('school.nobody')}</p>}
        <ul className={form['list']}>
          {list.rows.map((one) => (
            <Person key={one.id} one={one} lessons={lessons.length} begun={begun} again={again} />
          ))}
        </ul>
        <More list={list} />
        <SeeQuery document={cohortPeople} variables={{ id: cohort.id }} />
      </section>
    </>
  );
}

interface LessonProps {
  lesson: Cohort['lessons'][number];
  /** Whether its cohort is neither over nor cancelled. */
  changeable: boolean;
  timeZone: string;
  people: readonly Enrollment[];
  again: () => void;
}

/** A lesson; from its beginning on, who was there. */
function LessonCard({ lesson, changeable, timeZone, people, again }: LessonProps) {
  const [edits, setEdits] = useState(false);
  const { busy, refusals, run } = useAction();
  const here = people.filter(({ state }) => studies.includes(state));
  const noted = (one: Enrollment) => one.attendance.find(({ lessonId }) => lessonId === lesson.id)?.present;
  const [there, setThere] = useState<ReadonlyMap<string, boolean>>(new Map());
  const marking = here.filter(({ state }) => state === 'ADMITTED');
  const save = async () => {
    const marks = marking.map((one) => ({ enrollmentId: one.id, present: there.get(one.id) ?? noted(one) ?? false }));
    if (!(await run(markLesson, { lessonId: lesson.id, marks }))) return;
    setThere(new Map());
    again();
  };
  const begun = Date.parse(lesson.startsAt) <= Date.now();
  return (
    <li className={card['card']} data-lesson={lesson.id}>
      <h3>{lesson.title}</h3>
      <p className={card['quiet']}>{eventTime(lesson.startsAt, lesson.endsAt, timeZone)}</p>
      {edits && (
        <LessonForm
          lesson={lesson}
          timeZone={timeZone}
          done={() => {
            setEdits(false);
            again();
          }}
          back={() => setEdits(false)}
        />
      )}
      {changeable && !edits && (
        <div>
          <Button onClick={() => setEdits(true)} aria-label={text('school.editLesson.of', { title: lesson.title })}>
            {text('news.edit')}
          </Button>
        </div>
      )}
      {begun && marking.length > 0 && (
        <>
          <div role="group" aria-label={text('school.present')} className={style['marks']}>
            {marking.map((one) => (
              <Check
                key={one.id}
                label={nameOf(one)}
                checked={there.get(one.id) ?? noted(one) ?? false}
                onChange={({ target }) => setThere(new Map(there).set(one.id, target.checked))}
              />
            ))}
          </div>
          <Refusals all={refusals} />
          <div>
            <Button busy={busy} onClick={() => void save()}>
              {text('school.mark')}
            </Button>
          </div>
        </>
      )}
      {here.some((one) => noted(one) !== undefined) && (
        <p className="tabular" data-present={here.filter((one) => noted(one)).length}>
          {text('school.were', { present: here.filter((one) => noted(one)).length, of: here.length })}
        </p>
      )}
    </li>
  );
}

interface PersonProps {
  one: Enrollment;
  lessons: number;
  begun: boolean;
  again: () => void;
}

/** Somebody of a cohort, and the result: once, for ever. */
function Person({ one, lessons, begun, again }: PersonProps) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState<boolean>();
  const say = async (passed: boolean) => {
    if (await run(recordResult, { enrollmentId: one.id, passed })) again();
    setAsked(undefined);
  };
  return (
    <li data-enrollment={one.state}>
      <div>
        <strong>{nameOf(one)}</strong> <span className={form['quiet']}>{one.publicNumber}</span>
        <p>
          {one.state === 'WAITLISTED' ? text('enrollment.waits', { position: one.position ?? 0 }) : text(`enrollment.state.${one.state}`)}
          {' · '}
          {text('enrollment.attended', { attended: one.lessonsAttended, lessons })}
        </p>
        {one.certificate && <Link href={`/passports/${one.certificate.serial}`}>{text('school.certificate')}</Link>}
        <Refusals all={refusals} />
      </div>
      {one.state === 'ADMITTED' && begun && asked === undefined && (
        <div className={form['steps']}>
          <Button onClick={() => setAsked(true)}>{text('school.pass')}</Button>
          <Button kind="quiet" onClick={() => setAsked(false)}>
            {text('school.fail')}
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <div role="group" aria-label={text(asked ? 'school.pass' : 'school.fail')} className={form['sure']}>
          <p>{text(asked ? 'school.sure.pass' : 'school.sure.fail', { name: nameOf(one) })}</p>
          <div className={form['steps']}>
            <Button kind="primary" busy={busy} onClick={() => void say(asked)}>
              {text(asked ? 'school.pass.do' : 'school.fail.do')}
            </Button>
            <Button kind="quiet" onClick={() => setAsked(undefined)}>
              {text('app.back')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

function nameOf({ givenName, familyName, publicNumber }: Enrollment): string {
  return `${givenName} ${familyName}`.trim() || publicNumber;
}
