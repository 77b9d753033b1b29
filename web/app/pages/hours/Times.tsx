import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { text } from '../../text/text';
import { instantOf, localOf } from '../../text/zoned';

interface Props {
  startsAt?: string | null;
  endsAt?: string | null;
  timeZone: string;
  required?: boolean;
  /** Whose names the fields have: of a line, or of an arrival. */
  of: 'work' | 'presence';
}

/** From when to when, on the clock of where it was. */
export function Times({ startsAt, endsAt, timeZone, required = false, of }: Props) {
  return (
    <div className={form['pair']}>
      <Field
        label={text(`hours.${of}.from`)}
        name="from"
        type="datetime-local"
        required={required}
        defaultValue={startsAt ? localOf(startsAt, timeZone) : ''}
      />
      <Field
        label={text(`hours.${of}.to`)}
        name="to"
        type="datetime-local"
        required={required}
        defaultValue={endsAt ? localOf(endsAt, timeZone) : ''}
      />
    </div>
  );
}

/** The two instants in a form; undefined where a field is empty. */
export function readTimes(given: FormData, timeZone: string): { from: string | undefined; to: string | undefined } {
  const at = (name: string) => {
    const local = String(given.get(name) ?? '').slice(0, 16);
    return local ? instantOf(local, timeZone) : undefined;
  };
  return { from: at('from'), to: at('to') };
}
