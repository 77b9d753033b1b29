import { type FormEvent, useState } from 'react';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { studentOf } from './desk-queries';
import { EndEnrollment } from './EndEnrollment';

/** Finds a confirmed student by their number, to end that they study here. */
export function FindStudent({ organizationId }: { organizationId: string }) {
  const [studentNo, setStudentNo] = useState('');
  const variables = { organizationId, studentNo };
  const { data, error, again } = useData(studentOf, variables, !studentNo);
  const found = studentNo ? data?.enrollments : undefined;
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('number')).trim();
    if (wanted === studentNo) again();
    else setStudentNo(wanted);
  };
  return (
    <div className={form['form']}>
      <h3>{text('credit.students.confirmed')}</h3>
      <p className={form['quiet']}>{text('credit.students.confirmed.about')}</p>
      <form className={form['form']} onSubmit={find}>
        <Field label={text('credit.studentNo')} name="number" maxLength={40} required autoComplete="off" />
        <div>
          <Button type="submit">{text('credit.students.find')}</Button>
        </div>
      </form>
      {error && <Failed error={error} again={again} />}
      {studentNo && !data && !error && <Loading lines={1} />}
      {found?.length === 0 && <p role="status">{text('credit.students.nobody')}</p>}
      <ul className={form['list']}>
        {found?.map(({ id, familyName, givenName, studentNo: number, validTo }) => (
          <li key={id} data-student={number}>
            <div>
              <strong>
                {familyName} {givenName}
              </strong>
              <p className={form['quiet']}>
                {text('credit.studentNo.is', { number })}
                {validTo && ` · ${text('credit.until', { date: dateInWords(validTo) })}`}
              </p>
            </div>
            <EndEnrollment id={id} act={text('credit.students.end')} about={text('credit.students.end.sure')} done={again} />
          </li>
        ))}
      </ul>
      <SeeQuery document={studentOf} variables={variables} />
    </div>
  );
}
