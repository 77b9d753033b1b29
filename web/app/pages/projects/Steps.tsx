import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { Why } from '../../parts/Why';
import { text } from '../../text/text';
import { closeProject, rejectProject, startProject, terminateProject } from './actions';
import { Award } from './Award';
import { Submit } from './Submit';
import type { Part, Project } from './types';

interface Props {
  project: Project;
  part: Part;
  again: () => void;
}

/** What the reader can do with a project where it stands. */
export function Steps({ project, part, again }: Props) {
  const { busy, refusals, run, forget } = useAction();
  const [open, setOpen] = useState<'award' | 'submit' | 'reject' | 'terminate'>();
  const { state } = project;
  const decision = { projectId: project.id, expectedVersion: project.version };
  const back = () => {
    forget();
    setOpen(undefined);
  };
  const done = () => {
    setOpen(undefined);
    again();
  };
  const say = async (reason: string) => {
    const said = { ...decision, reason };
    if (open === 'reject' ? await run(rejectProject, said) : await run(terminateProject, said)) done();
  };
  const start = async () => {
    if (await run(startProject, decision)) done();
  };
  const close = async () => {
    if (await run(closeProject, decision)) done();
  };
  if (open === 'reject' || open === 'terminate') {
    return (
      <Why
        about={text(`project.${open}.about`)}
        label={text('mentoring.why')}
        act={text(`project.${open}`)}
        busy={busy}
        refusals={refusals}
        say={(reason) => void say(reason)}
        back={back}
      />
    );
  }
  if (open === 'award') return <Award project={project} done={done} back={back} />;
  const next = project.reports.find((report) => report.state === 'PLANNED' || report.state === 'RETURNED');
  if (open === 'submit' && next) return <Submit project={project} report={next} done={done} back={back} />;
  return (
    <>
      <Refusals all={refusals} />
      <div className={`${form['steps']} no-print`}>
        {part.decides && state === 'APPLICATION' && (
          <>
            <Button kind="primary" onClick={() => setOpen('award')}>
              {text('project.award')}
            </Button>
            <Button onClick={() => setOpen('reject')}>{text('project.reject')}</Button>
          </>
        )}
        {part.admin && state === 'AWARDED' && (
          <Button kind="primary" busy={busy} onClick={() => void start()}>
            {text('project.start')}
          </Button>
        )}
        {part.admin && next && (state === 'RUNNING' || state === 'RETURNED') && (
          <Button kind="primary" onClick={() => setOpen('submit')}>
            {text(next.final ? 'project.submit.final' : 'project.submit', { number: next.number })}
          </Button>
        )}
        {part.decides && state === 'ACCEPTED' && (
          <Button kind="primary" busy={busy} onClick={() => void close()}>
            {text('project.close')}
          </Button>
        )}
        {part.decides && ['AWARDED', 'RUNNING', 'REPORTING', 'RETURNED'].includes(state) && (
          <Button kind="danger" onClick={() => setOpen('terminate')}>
            {text('project.terminate')}
          </Button>
        )}
      </div>
    </>
  );
}
