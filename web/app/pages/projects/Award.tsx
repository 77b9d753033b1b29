import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { awardProject } from './actions';
import { Period } from './Period';
import type { Project } from './types';

/** What the contract says; the reports are planned by it. */
export function Award({ project, done, back }: { project: Project; done: () => void; back: () => void }) {
  const { busy, refusals, run } = useAction();
  const award = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const made = await run(awardProject, {
      projectId: project.id,
      expectedVersion: project.version,
      contractNumber: String(given.get('contractNumber')),
      sum: String(given.get('sum')),
      startsOn: String(given.get('startsOn')),
      endsOn: String(given.get('endsOn')),
      reportEveryMonths: Number(given.get('every')),
    });
    if (made) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void award(event)}>
      <p className={form['quiet']}>{text('project.award.about')}</p>
      <div className={form['pair']}>
        <Field label={text('project.contract')} name="contractNumber" maxLength={60} required />
        <Field label={text('project.sum.tenge')} name="sum" inputMode="numeric" pattern="\d+" required defaultValue={String(Math.trunc(Number(project.sum)))} />
      </div>
      <Period startsOn={project.startsOn} endsOn={project.endsOn} />
      <Field label={text('project.every')} name="every" type="number" min={1} max={12} required defaultValue={3} />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('project.award')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
