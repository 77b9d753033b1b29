import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { money } from './amounts';
import style from './credit.module.css';
import { type CsvReport, CsvIn } from './CsvIn';
import { exportPayouts, importConfirmations } from './programme-queries';
import { sum, useParts } from './use-parts';
import { useYear } from './YearSelect';
import { PayoutFiles, saveFile } from './PayoutFiles';

/** The file for the payer out, and what the payer says of it in: as often as it comes. */
export function Payouts() {
  const { year } = useYear();
  const out = useAction();
  const back = useAction();
  const { sent, busy, send, forget } = useParts();
  const [made, setMade] = useState<string>();
  const [csv, setCsv] = useState('');
  const [report, setReport] = useState<CsvReport>();
  const take = async () => {
    setMade(undefined);
    const file = (await out.run(exportPayouts, { fiscalYear: year }))?.file;
    if (!file) return;
    setMade(text('credit.payouts.made', { count: file.payouts, amount: money(file.total) }));
    saveFile(file);
  };
  const read = async () => {
    setReport(undefined);
    const { reports, errors } = await send(csv, async (part) => (await back.run(importConfirmations, { csv: part }))?.report ?? undefined);
    if (reports.length === 0) return;
    const paid = sum(reports, (one) => one.paid);
    const failed = sum(reports, (one) => one.failed);
    const unchanged = sum(reports, (one) => one.unchanged);
    const rejected = sum(reports, (one) => one.rejected);
    setReport({ words: text('credit.payouts.read', { paid, failed, unchanged, rejected }), errors });
  };
  return (
    <section className={layout['section']} aria-labelledby="payouts">
      <h2 id="payouts">{text('credit.payouts')}</h2>
      <p className={style['quiet']}>{text('credit.payouts.about')}</p>
      <Refusals all={out.refusals} />
      <div className={form['steps']}>
        <Button kind="primary" busy={out.busy} onClick={() => void take()}>
          {text('credit.payouts.do')}
        </Button>
        <span role="status" className={form['done']}>
          {made ?? ''}
        </span>
      </div>
      <PayoutFiles year={year} made={made} />
      <CsvIn
        title={text('credit.payouts.in')}
        hint="reference,amount,status"
        csv={csv}
        set={(value) => {
          setCsv(value);
          forget();
        }}
        report={report}
        sent={sent}
        refusals={back.refusals}
      >
        <Button busy={busy} aria-disabled={!csv} onClick={() => void (csv && read())}>
          {text('credit.payouts.in.do')}
        </Button>
      </CsvIn>
    </section>
  );
}
