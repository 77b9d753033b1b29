import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import { instantOf, localOf } from '../../text/zoned';
import { updateLesson } from './desk-queries';

interface Props {
  lesson: { id: string; title: string; titleTranslations: { kk: string | null; ru: string | null; en: string | null }; startsAt: string; endsAt: string };
  timeZone: string;
  done: () => void;
  back: () => void;
}

/** Changes what a lesson is called, in the reader's language, and when it is. */
export function LessonForm({ lesson, timeZone, done, back }: Props) {
  const { busy, refusals, run } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    const saved = await run(updateLesson, {
      lessonId: lesson.id,
      title: { ...lesson.titleTranslations, [language]: value('title') },
      startsAt: instantOf(value('start'), timeZone),
      endsAt: instantOf(value('end'), timeZone),
    });
    if (saved) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)} aria-label={text('school.editLesson')}>
      <Field label={text('school.lesson.title')} name="title" required maxLength={200} defaultValue={lesson.title} />
      <Field type="datetime-local" label={text('desk.form.shift.start')} name="start" required defaultValue={localOf(lesson.startsAt, timeZone)} />
      <Field type="datetime-local" label={text('desk.form.shift.end')} name="end" required defaultValue={localOf(lesson.endsAt, timeZone)} />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('news.save')}
        </Button>
        <Button kind="quiet" onClick={back}>
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
