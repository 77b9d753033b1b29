import type { ReactNode } from 'react';
import { Area, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { type Refusal, Refusals } from '../../parts/Refusals';
import { text, textIfAny } from '../../text/text';
import style from './credit.module.css';
import { decoded } from './csv-file';
import type { Sent } from './use-parts';

/** What a file did, in words, and the rows that could not be used. */
export interface CsvReport {
  words: string;
  errors: { line: number; code: string }[];
}

interface Props {
  title: string;
  /** The columns of the file. */
  hint: string;
  csv: string;
  set: (csv: string) => void;
  report: CsvReport | undefined;
  sent: Sent | undefined;
  refusals: readonly Refusal[];
  children: ReactNode;
}

/** A CSV file, chosen or pasted, and what came of it. */
export function CsvIn({ title, hint, csv, set, report, sent, refusals, children }: Props) {
  return (
    <div className={style['card']}>
      <h3>{title}</h3>
      <Field
        label={text('credit.file')}
        type="file"
        accept=".csv,text/csv"
        onChange={({ target }) => void target.files?.[0]?.arrayBuffer().then((bytes) => set(decoded(bytes)))}
      />
      <Area label={text('credit.file.rows')} hint={text('credit.file.head', { head: hint })} rows={4} value={csv} onChange={({ target }) => set(target.value)} />
      <Refusals all={refusals} />
      <div className={form['steps']}>{children}</div>
      {sent && sent.of > 1 && (
        <div className={form['steps']} data-parts={`${sent.done}/${sent.of}`}>
          <progress max={sent.of} value={sent.done} aria-label={text('credit.file.parts', { ...sent })} />
          <span className="tabular">{text('credit.file.parts', { ...sent })}</span>
          {report && sent.done < sent.of && <span>{text('credit.file.again')}</span>}
        </div>
      )}
      <div role="status" data-report={report ? '' : undefined}>
        {report && <p className={form['done']}>{report.words}</p>}
        {report && report.errors.length > 0 && (
          <ul className={form['points']}>
            {report.errors.slice(0, 20).map(({ line, code }) => (
              <li key={line}>
                {text('credit.file.line', { line })} {textIfAny(`credit.row.${code}`) ?? code}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
