import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Why } from '../../parts/Why';
import { dateInWords, daysInWords, dayInWords } from '../../text/dates';
import { text } from '../../text/text';
import { acceptProjectReport, returnProjectReport } from './actions';
import style from './projects.module.css';
import type { Part, Project, Report } from './types';

/** The reports, also those that are to come: what was said, and the snapshot that its hash proves. */
export function Reports({ project, part, again }: { project: Project; part: Part; again: () => void }) {
  if (project.reports.length === 0) return null;
  return (
    <section className={layout['section']} aria-labelledby="reports">
      <h2 id="reports">{text('project.reports')}</h2>
      <ol className={card['cards']}>
        {project.reports.map((report) => (
          <ReportCard key={report.id} report={report} decides={part.decides} again={again} />
        ))}
      </ol>
    </section>
  );
}

function ReportCard({ report, decides, again }: { report: Report; decides: boolean; again: () => void }) {
  const { number, final, periodFrom, periodTo, dueOn, state, submittedAt, decidedAt, late, lateBy, text: said, reason, snapshot, snapshotHash } = report;
  return (
    <li className={card['card']} data-report={number} data-state={state}>
      <div className={card['head']}>
        <h3>{text(final ? 'project.report.final' : 'project.report', { number })}</h3>
        <span className={card['state']}>{text(`project.report.state.${state}`)}</span>
      </div>
      <p className={`${card['quiet']} ${card['figures']}`}>
        <span>
          {daysInWords(periodFrom, periodTo)}
        </span>
        {['PLANNED', 'SUBMITTED', 'RETURNED'].includes(state) && (
          <span className={late ? card['late'] : undefined}>{text('project.report.due', { date: dateInWords(dueOn) })}</span>
        )}
        {submittedAt && <span>{text('project.report.submitted', { date: dayInWords(submittedAt) })}</span>}
        {decidedAt && <span>{text('project.report.decided', { date: dayInWords(decidedAt) })}</span>}
      </p>
      {late && lateBy && <p className={card['late']}>{text(`project.late.${lateBy}`)}</p>}
      {said && <p className={card['said']}>{said}</p>}
      {reason && <p className={card['said']}>{text('mentoring.reason', { reason })}</p>}
      {snapshot && (
        <details>
          <summary>{text('project.snapshot')}</summary>
          <pre className={style['snapshot']} tabIndex={0}>{pretty(snapshot)}</pre>
        </details>
      )}
      {snapshotHash && (
        <p className={style['hash']} data-hash={snapshotHash}>
          SHA-256 <code>{snapshotHash}</code>
        </p>
      )}
      {decides && state === 'SUBMITTED' && <Decide report={report} again={again} />}
    </li>
  );
}

// What is hashed are the bytes as they were sent; people read them with line breaks.
function pretty(snapshot: string): string {
  try {
    return JSON.stringify(JSON.parse(snapshot), null, 2);
  } catch {
    return snapshot;
  }
}

function Decide({ report, again }: { report: Report; again: () => void }) {
  const { busy, refusals, run, forget } = useAction();
  const [returning, setReturning] = useState(false);
  const decision = { reportId: report.id, expectedVersion: report.version };
  const accept = async () => {
    if (await run(acceptProjectReport, decision)) again();
  };
  const giveBack = async (reason: string) => {
    if (!(await run(returnProjectReport, { ...decision, reason }))) return;
    setReturning(false);
    again();
  };
  if (returning) {
    return (
      <Why
        about={text('project.report.return.about')}
        label={text('mentoring.why')}
        act={text('project.report.return')}
        busy={busy}
        refusals={refusals}
        say={(reason) => void giveBack(reason)}
        back={() => {
          forget();
          setReturning(false);
        }}
      />
    );
  }
  return (
    <>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button kind="primary" busy={busy} onClick={() => void accept()}>
          {text('project.report.accept')}
        </Button>
        <Button onClick={() => setReturning(true)}>{text('project.report.return')}</Button>
      </div>
    </>
  );
}
