import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Check, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import { instantOf, localOf } from '../../text/zoned';
import type { Center } from '../center/CenterGate';
import { createCohort } from './desk-queries';
import style from './school.module.css';

const zone = 'Asia/Almaty';
const week = 7 * 86_400_000;

interface Lesson {
  title: string;
  start: string;
  end: string;
}

interface Props {
  course: { id: string; title: string };
  center: Center;
  again: () => void;
}

/** A new cohort of a course with its lessons; each next one is a week later, until it is changed. */
export function NewCohort({ course, center, again }: Props) {
  const [, navigate] = useLocation();
  const { busy, refusals, run, forget } = useAction();
  const [lessons, setLessons] = useState<Lesson[]>();
  if (!lessons) return <Button onClick={() => setLessons([first(course.title)])}>{text('school.newCohort')}</Button>;
  const change = (index: number, part: Partial<Lesson>) => setLessons(lessons.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    const done = await run(createCohort, {
      courseId: course.id,
      capacity: Number(value('capacity')),
      remote: given.has('remote'),
      signupPolicy: given.has('approval') ? ('APPROVAL' as const) : ('INSTANT' as const),
      ...(value('venue') && { venue: { [language]: value('venue') } }),
      ...(value('minAge') && { minAge: Number(value('minAge')) }),
      timeZone: zone,
      lessons: lessons.map(({ title, start, end }) => ({
        title: { [language]: title },
        startsAt: instantOf(start, zone),
        endsAt: instantOf(end, zone),
      })),
    });
    const made = done && 'cohort' in done ? done.cohort : undefined;
    if (!made) return;
    again();
    navigate(`/center/school?organization=${center.id}&cohort=${made.id}`);
  };
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)} aria-label={text('school.newCohort')}>
      {lessons.map(({ title, start, end }, index) => (
        <fieldset key={index} className={style['row']}>
          <legend className={form['legend']}>{text('school.lesson', { number: index + 1 })}</legend>
          <Field label={text('school.lesson.title')} value={title} required maxLength={200} onChange={({ target }) => change(index, { title: target.value })} />
          <Field type="datetime-local" label={text('desk.form.shift.start')} value={start} required onChange={({ target }) => change(index, { start: target.value })} />
          <Field type="datetime-local" label={text('desk.form.shift.end')} value={end} required onChange={({ target }) => change(index, { end: target.value })} />
        </fieldset>
      ))}
      <div className={form['steps']}>
        <Button onClick={() => setLessons([...lessons, next(lessons.at(-1) ?? first(course.title))])}>{text('school.lesson.add')}</Button>
        {lessons.length > 1 && (
          <Button kind="quiet" onClick={() => setLessons(lessons.slice(0, -1))}>
            {text('school.lesson.remove')}
          </Button>
        )}
      </div>
      <div className={form['pair']}>
        <Field type="number" label={text('desk.capacity')} name="capacity" required min={1} max={500} defaultValue={15} />
        <Field type="number" label={text('desk.form.minAge')} name="minAge" min={0} max={100} />
      </div>
      <Field label={text('desk.form.venue')} name="venue" maxLength={500} />
      <Check label={text('event.remote')} name="remote" />
      <Check label={text('desk.form.approval')} name="approval" />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('school.createCohort')}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            setLessons(undefined);
            forget();
          }}
        >
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}

function first(title: string): Lesson {
  const day = localOf(new Date(Date.now() + week).toISOString(), zone).slice(0, 10);
  return { title, start: `${day}T18:00`, end: `${day}T20:00` };
}

function next({ title, start, end }: Lesson): Lesson {
  const on = (local: string) => new Date(Date.parse(`${local}:00Z`) + week).toISOString().slice(0, 16);
  return { title, start: on(start), end: on(end) };
}
