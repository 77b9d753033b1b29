import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Failed } from '../../parts/states';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { EndEnrollment } from './EndEnrollment';
import type { Mine } from './Hours';
import { requestEnrollment, universities } from './queries';

/** Where the viewer studies, as their universities say, and asking another one. */
export function Enrollments({ enrollments, again }: { enrollments: Mine['enrollments']; again: () => void }) {
  const [asking, setAsking] = useState(false);
  const some = enrollments.some(({ state }) => state === 'CONFIRMED' || state === 'REQUESTED');
  return (
    <section className={layout['section']} aria-labelledby="studies">
      <h2 id="studies">{text('credit.studies')}</h2>
      {enrollments.length > 0 && (
        <ul className={form['list']}>
          {enrollments.map(({ id, organization, studentNo, state, validTo }) => (
            <li key={id} data-enrollment={state}>
              <div>
                <strong>{organization.name}</strong> · <span className={form['whole']}>{text('credit.studentNo.is', { number: studentNo })}</span>
                {state === 'CONFIRMED' && validTo && <p className={form['quiet']}>{text('credit.until', { date: dateInWords(validTo) })}</p>}
              </div>
              <span>{text(`credit.enrollment.${state}`)}</span>
              {state === 'CONFIRMED' && <EndEnrollment id={id} act={text('credit.studies.end')} about={text('credit.studies.end.sure')} done={again} />}
            </li>
          ))}
        </ul>
      )}
      {!some && <p className={form['quiet']}>{text('credit.studies.none')}</p>}
      {some && !asking ? (
        <div>
          <Button kind="quiet" onClick={() => setAsking(true)}>
            {text('credit.studies.other')}
          </Button>
        </div>
      ) : (
        <Ask done={() => setAsking(false)} />
      )}
    </section>
  );
}

function Ask({ done }: { done: () => void }) {
  const { data, error, again } = useData(universities, {});
  const { busy, refusals, run } = useAction();
  const ask = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const asked = await run(requestEnrollment, {
      organizationId: String(given.get('university')),
      studentNo: String(given.get('number')),
      fullTime: given.has('fullTime'),
    });
    if (asked) done();
  };
  if (error) return <Failed error={error} again={again} />;
  return (
    <form className={form['form']} onSubmit={(event) => void ask(event)}>
      <div className={form['pair']}>
        <Select label={text('credit.university')} name="university" required defaultValue="">
          <option value="" />
          {data?.universities.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Field label={text('credit.studentNo')} name="number" maxLength={40} required autoComplete="off" />
      </div>
      <Check label={text('credit.fullTime')} name="fullTime" defaultChecked />
      <Refusals all={refusals} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {text('credit.studies.ask')}
        </Button>
      </div>
    </form>
  );
}
