import card from '../../parts/card.module.css';
import { dateInWords, monthName } from '../../text/dates';
import { text } from '../../text/text';
import { FigureTable } from './FigureTable';
import type { FiguresView, StudyView } from './queries';
import style from './research.module.css';

/** What a study found, each with the evidence that it rests on. */
export function Findings({ study }: { study: StudyView }) {
  return (
    <ol className={style['findings']}>
      {study.findings.map((one) => (
        <li key={one.id} data-finding={one.number} data-held={one.held}>
          <p className={style['found']}>{one.text}</p>
          {one.held && <p className={card['late']}>{text('research.held')}</p>}
          <ul className={style['evidence']} aria-label={text('research.evidence')}>
            {one.interviews.map(({ number, withdrawnAt }) => (
              <li key={`i${number}`} data-withdrawn={withdrawnAt !== null}>
                {text('research.interview', { number })}
                {withdrawnAt && ` · ${text('research.withdrawn', { date: dateInWords(withdrawnAt.slice(0, 10)) })}`}
              </li>
            ))}
            {one.figures.map((number) => (
              <li key={`f${number}`}>
                <a href={`#figures-${study.id}-${number}`}>{text('research.figures.number', { number })}</a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const monthOfYear = (month: string) => `${monthName(month)} ${month.slice(0, 4)}`;

/** Figures as they were fixed, with their date and hash. */
export function Fixed({ study, figures }: { study: string; figures: FiguresView }) {
  const span = figures.from === figures.to ? monthOfYear(figures.from) : `${monthOfYear(figures.from)} – ${monthOfYear(figures.to)}`;
  return (
    <section id={`figures-${study}-${figures.number}`} className={style['figures']} aria-label={text('research.figures.number', { number: figures.number })}>
      <h3>
        {text('research.figures.number', { number: figures.number })} · {span}
      </h3>
      <FigureTable label={text('research.figures.number', { number: figures.number })} rows={figures.rows} />
      <p className={card['quiet']}>
        {text('research.fixed', { date: dateInWords(figures.takenAt.slice(0, 10)) })} <code className={style['hash']}>{figures.snapshotHash}</code>
      </p>
    </section>
  );
}
