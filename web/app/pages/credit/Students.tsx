import { useEffect, useState } from 'react';
import { useAction } from '../../api/use-action';
import { ofRows, useList } from '../../api/use-rest';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import style from './credit.module.css';
import { type CsvReport, CsvIn } from './CsvIn';
import { askingStudents, confirmFromFile, decideEnrollment } from './desk-queries';
import { FindStudent } from './FindStudent';
import { sum, useParts } from './use-parts';

/** Who asks to be a student of the university: one by one, or all who stand in a list of it. */
export function Students({ organizationId, requests }: { organizationId: string; requests: number }) {
  const variables = { organizationId };
  const { data, error, again, list } = useList(askingStudents, variables, ({ enrollments, creditPipeline }) =>
    ofRows(enrollments, creditPipeline.requests),
  );
  const { busy, refusals, run } = useAction();
  useEffect(() => again(), [requests]);
  const decide = async (enrollmentId: string, confirm: boolean) => {
    if (await run(decideEnrollment, { enrollmentId, confirm })) again();
  };
  return (
    <section className={layout['section']} aria-labelledby="students">
      <h2 id="students">{text('credit.students', { count: requests })}</h2>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      {data && list.rows.length === 0 && <p className={style['quiet']}>{text('credit.students.none')}</p>}
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {list.rows.map(({ id, familyName, givenName, studentNo, fullTime }) => (
          <li key={id} data-asks={studentNo}>
            <div>
              <strong>
                {familyName} {givenName}
              </strong>
              <p className={form['quiet']}>
                {text('credit.studentNo.is', { number: studentNo })} · {text(fullTime ? 'credit.fullTime' : 'credit.partTime')}
              </p>
            </div>
            <div className={form['steps']}>
              <Button kind="primary" busy={busy} onClick={() => void decide(id, true)}>
                {text('credit.confirm')}
              </Button>
              <Button busy={busy} onClick={() => void decide(id, false)}>
                {text('desk.decline')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <More list={list} />
      <List organizationId={organizationId} done={again} />
      <SeeQuery document={askingStudents} variables={variables} />
      <FindStudent organizationId={organizationId} />
    </section>
  );
}

/** A list of the university's students: first what it would do, then it. */
function List({ organizationId, done }: { organizationId: string; done: () => void }) {
  const { refusals, run } = useAction();
  const { sent, busy, send, forget } = useParts();
  const [csv, setCsv] = useState('');
  const [tried, setTried] = useState(false);
  const [report, setReport] = useState<CsvReport>();
  const list = async (dryRun: boolean) => {
    setReport(undefined);
    const { reports, errors, whole } = await send(csv, async (part) => (await run(confirmFromFile, { organizationId, csv: part, dryRun }))?.report ?? undefined);
    setTried(dryRun && whole);
    if (reports.length === 0) return;
    const confirmed = sum(reports, (one) => one.confirmed);
    const unchanged = sum(reports, (one) => one.unchanged);
    const failed = sum(reports, (one) => one.failed);
    setReport({ words: text(dryRun ? 'credit.list.would' : 'credit.list.did', { confirmed, unchanged, failed }), errors });
    if (!dryRun) done();
  };
  return (
    <CsvIn
      title={text('credit.list')}
      hint="student_no,family_name,given_name"
      csv={csv}
      set={(value) => {
        setCsv(value);
        setTried(false);
        forget();
      }}
      report={report}
      sent={sent}
      refusals={refusals}
    >
      <Button busy={busy} aria-disabled={!csv} onClick={() => void (csv && list(true))}>
        {text('credit.list.try')}
      </Button>
      <Button kind="primary" busy={busy} aria-disabled={!tried} onClick={() => void (tried && list(false))}>
        {text('credit.list.do')}
      </Button>
    </CsvIn>
  );
}
