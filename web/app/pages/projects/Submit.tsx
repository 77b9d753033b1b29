import type { FormEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { submitProjectReport } from './actions';
import type { Project, Report } from './types';

/** Submits the next report: the figures of now are kept with it. */
export function Submit({ project, report, done, back }: { project: Project; report: Report; done: () => void; back: () => void }) {
  const { busy, refusals, run } = useAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = String(new FormData(event.currentTarget).get('text'));
    if (await run(submitProjectReport, { projectId: project.id, text: said })) done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <Area
        label={text('project.submit.text')}
        hint={text('project.submit.about')}
        name="text"
        maxLength={10_000}
        required
        autoFocus
        defaultValue={report.text ?? ''}
      />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('project.submit.do')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
