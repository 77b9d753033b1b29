import { type FormEvent, useState } from 'react';
import { languages } from '../../../shared/language';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { language, text } from '../../text/text';
import { createCourse } from './desk-queries';

interface Props {
  organizationId: string;
  courses: readonly { id: string; title: string; state: string }[];
  again: () => void;
}

/** A new course: a draft, until it is opened. */
export function NewCourse({ organizationId, courses, again }: Props) {
  const { busy, refusals, run, forget } = useAction();
  const [shown, setShown] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    const title = Object.fromEntries(languages.map((one) => [one, value(`title-${one}`)]).filter(([, words]) => words));
    const done = await run(createCourse, {
      organizationId,
      title,
      ...(value('summary') && { summary: { [language]: value('summary') } }),
      level: Number(value('level')),
      grants: value('grants').toUpperCase(),
      ...(value('months') && { validMonths: Number(value('months')) }),
      prerequisiteIds: given.getAll('asks').map(String),
    });
    if (!done) return;
    setShown(false);
    again();
  };
  if (!shown) {
    return (
      <div>
        <Button onClick={() => setShown(true)}>{text('school.newCourse')}</Button>
      </div>
    );
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)} aria-label={text('school.newCourse')}>
      {languages.map((one) => (
        <Field key={one} label={text(`desk.form.title.${one}`)} name={`title-${one}`} lang={one} maxLength={200} />
      ))}
      <Area label={text('school.summary')} name="summary" maxLength={4000} />
      <div className={form['pair']}>
        <Select label={text('courses.level')} name="level" defaultValue="1">
          <option value="1">1</option>
          <option value="2">2</option>
          <option value="3">3</option>
        </Select>
        <Field type="number" label={text('school.months')} name="months" min={1} max={120} />
      </div>
      <Field label={text('school.grants')} hint={text('school.grants.hint')} name="grants" required maxLength={40} autoCapitalize="characters" />
      {courses.some(({ state }) => state !== 'RETIRED') && (
        <fieldset>
          <legend className={form['legend']}>{text('course.asks')}</legend>
          {courses
            .filter(({ state }) => state !== 'RETIRED')
            .map(({ id, title }) => (
              <Check key={id} label={title} name="asks" value={id} />
            ))}
        </fieldset>
      )}
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('school.createCourse')}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            setShown(false);
            forget();
          }}
        >
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
