import { type FormEvent, useState } from 'react';
import { languages } from '../../../shared/language';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import type { DeskCourse } from './types';
import { createCourse, updateCourse } from './desk-queries';

interface Props {
  organizationId: string;
  courses: readonly DeskCourse[];
  again: () => void;
}

/** A new course: a draft, until it is opened. */
export function NewCourse({ organizationId, courses, again }: Props) {
  const [shown, setShown] = useState(false);
  if (!shown) {
    return (
      <div>
        <Button onClick={() => setShown(true)}>{text('school.newCourse')}</Button>
      </div>
    );
  }
  return <CourseForm organizationId={organizationId} courses={courses} again={again} back={() => setShown(false)} />;
}

interface FormProps extends Props {
  /** The one that is changed; without it a new one is made. */
  course?: DeskCourse;
  back: () => void;
}

/** What a course is called, teaches and asks for; how high it is and what it grants is said once. */
export function CourseForm({ organizationId, courses, course, again, back }: FormProps) {
  const { busy, refusals, run } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    const title = Object.fromEntries(languages.map((one) => [one, value(`title-${one}`)]).filter(([, words]) => words));
    const summary = { ...course?.summaryTranslations, [language]: value('summary') || null };
    const asks = { prerequisiteIds: given.getAll('asks').map(String) };
    const done = course
      ? await run(updateCourse, {
          courseId: course.id,
          expectedVersion: course.version,
          title,
          summary,
          validMonths: value('months') ? Number(value('months')) : null,
          ...asks,
        })
      : await run(createCourse, {
          organizationId,
          title,
          ...(value('summary') && { summary }),
          level: Number(value('level')),
          grants: value('grants').toUpperCase(),
          ...(value('months') && { validMonths: Number(value('months')) }),
          ...asks,
        });
    if (!done) return;
    back();
    again();
  };
  const others = courses.filter(({ id, state }) => state !== 'RETIRED' && id !== course?.id);
  const asked = course?.prerequisites.map(({ id }) => id) ?? [];
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)} aria-label={text(course ? 'school.editCourse' : 'school.newCourse')}>
      {languages.map((one) => (
        <Field
          key={one}
          label={text(`desk.form.title.${one}`)}
          name={`title-${one}`}
          lang={one}
          maxLength={200}
          defaultValue={course?.titleTranslations[one] ?? ''}
        />
      ))}
      <Area label={text('school.summary')} name="summary" maxLength={4000} defaultValue={course?.summaryTranslations[language] ?? ''} />
      <div className={form['pair']}>
        {!course && (
          <Select label={text('courses.level')} name="level" defaultValue="1">
            <option value="1">1</option>
            <option value="2">2</option>
            <option value="3">3</option>
          </Select>
        )}
        <Field type="number" label={text('school.months')} name="months" min={1} max={120} defaultValue={course?.validMonths ?? ''} />
      </div>
      {!course && <Field label={text('school.grants')} hint={text('school.grants.hint')} name="grants" required maxLength={40} autoCapitalize="characters" />}
      {others.length > 0 && (
        <fieldset>
          <legend className={form['legend']}>{text('course.asks')}</legend>
          {others.map(({ id, title }) => (
            <Check key={id} label={title} name="asks" value={id} defaultChecked={asked.includes(id)} />
          ))}
        </fieldset>
      )}
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text(course ? 'news.save' : 'school.createCourse')}
        </Button>
        <Button kind="quiet" onClick={back}>
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
