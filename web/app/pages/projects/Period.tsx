import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { text } from '../../text/text';

/** The first and the last day of a project. */
export function Period({ startsOn, endsOn }: { startsOn: string; endsOn: string }) {
  return (
    <div className={form['pair']}>
      <Field label={text('project.startsOn')} name="startsOn" type="date" required defaultValue={startsOn} />
      <Field label={text('project.endsOn')} name="endsOn" type="date" required defaultValue={endsOn} />
    </div>
  );
}
