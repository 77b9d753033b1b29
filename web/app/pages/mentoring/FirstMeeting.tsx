import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { recordFirstMentorshipMeeting } from './actions';
import { Maturity } from './Maturity';
import { MeetingFields, readMeeting } from './Meeting';
import type { Brief, Scale } from './types';

interface Props {
  mentorship: Brief;
  scale: Scale | undefined;
  done: () => void;
  back: () => void;
}

/** Writes down the first meeting: the direction that was chosen, one to three goals, and how mature the organization is. */
export function FirstMeeting({ mentorship, scale, done, back }: Props) {
  const { busy, refusals, run } = useAction();
  const write = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const made = await run(recordFirstMentorshipMeeting, {
      mentorshipId: mentorship.id,
      expectedVersion: mentorship.version,
      ...readMeeting(given),
      focus: String(given.get('focus')) as 'SOCIAL',
      maturity: Number(given.get('maturity')),
      goals: given.getAll('goal').map(String).filter((one) => one.trim()),
    });
    if (made) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void write(event)}>
      <p className={form['quiet']}>{text('mentoring.first.about')}</p>
      <Select label={text('mentoring.first.focus')} name="focus" required>
        {scale?.directions.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      {[1, 2, 3].map((number) => (
        <Field key={number} label={text('mentoring.goal', { number })} name="goal" maxLength={200} required={number === 1} />
      ))}
      <Maturity scale={scale} at={1} />
      <MeetingFields />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('mentoring.write')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
