import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import style from './desk.module.css';
import { updateShift } from './queries';

interface Props {
  shift: { id: string; title: string; noShowMinutes: number };
  /** Closes it; whether it was changed. */
  close: (changed: boolean) => void;
}

/** How long the place of somebody who has not come is kept after the start. */
export function NoShow({ shift, close }: Props) {
  const { busy, refusals, run } = useAction();
  const submit = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const noShowMinutes = Number(new FormData(submitted.currentTarget).get('noShow'));
    if (await run(updateShift, { shiftId: shift.id, noShowMinutes })) close(true);
  };
  return (
    <form className={style['change']} onSubmit={(submitted) => void submit(submitted)} aria-label={`${text('desk.noShow')}: ${shift.title}`}>
      <div className={form['pair']}>
        <Field
          label={text('desk.noShow')}
          hint={text('desk.noShow.hint')}
          name="noShow"
          type="number"
          min={0}
          max={1440}
          required
          autoFocus
          defaultValue={shift.noShowMinutes}
        />
      </div>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('desk.save')}
        </Button>
        <Button kind="quiet" onClick={() => close(false)}>
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
