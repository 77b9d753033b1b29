import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { publishStudy, returnStudy, startStudy, submitStudy } from './actions';
import { FindingForm, NewFigures, NewInterview } from './Forms';
import { Findings, Fixed } from './Found';
import { Interview } from './Interview';
import type { DeskStudy } from './queries';
import style from './research.module.css';

type Opened = 'interview' | 'figures' | 'finding' | 'return' | number;

interface Props {
  study: DeskStudy;
  consent: { version: string; text: string };
  changed: () => void;
}

/** A study as its center works on it: what is in it, and what can be done now. */
export function StudyDesk({ study, consent, changed }: Props) {
  const [open, setOpen] = useState<Opened>();
  const act = useAction();
  const ends = {
    done: () => {
      setOpen(undefined);
      changed();
    },
    back: () => setOpen(undefined),
  };
  const goes = async (done: Promise<unknown>) => {
    if (await done) changed();
  };
  const reads = study.interviews !== null;
  const fieldwork = study.state === 'FIELDWORK' && reads;
  const rewritten = typeof open === 'number' ? study.findings.find((one) => one.number === open) : undefined;
  return (
    <article className={card['card']} data-study={study.id} data-state={study.state}>
      <div className={card['head']}>
        <h2>{study.state === 'PUBLISHED' ? <Link href={`/research/${study.id}`}>{study.question}</Link> : study.question}</h2>
        <span className={card['state']}>{text(`research.state.${study.state}`)}</span>
      </div>
      {study.reason && study.state === 'FIELDWORK' && <p className={card['said']}>{study.reason}</p>}
      {reads && study.interviews && study.interviews.length > 0 && (
        <details>
          <summary>{text('research.interviews', { count: study.interviewCount })}</summary>
          <ol className={style['talks']}>
            {study.interviews.map((one) => (
              <Interview key={one.id} interview={one} changes={fieldwork} changed={changed} />
            ))}
          </ol>
        </details>
      )}
      {study.figures.map((one) => (
        <details key={one.number}>
          <summary>{text('research.figures.number', { number: one.number })}</summary>
          <Fixed study={study.id} figures={one} />
        </details>
      ))}
      <Findings study={study} />
      {open === 'interview' && <NewInterview study={study} consent={consent} {...ends} />}
      {open === 'figures' && <NewFigures study={study} {...ends} />}
      {open === 'finding' && <FindingForm study={study} {...ends} />}
      {rewritten && <FindingForm key={rewritten.id} study={study} finding={rewritten} {...ends} />}
      {open === 'return' && (
        <form
          className={form['form']}
          onSubmit={(event) => {
            event.preventDefault();
            const reason = String(new FormData(event.currentTarget).get('reason'));
            void goes(act.run(returnStudy, { studyId: study.id, reason, expectedVersion: study.version }).then((done) => done && (setOpen(undefined), done)));
          }}
        >
          <Area label={text('research.reason')} name="reason" maxLength={1000} required />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={act.busy}>
              {text('research.return')}
            </Button>
            <Button onClick={ends.back}>{text('app.back')}</Button>
          </div>
        </form>
      )}
      <Refusals all={act.refusals} />
      {open === undefined && reads && (
        <div className={form['steps']}>
          {study.state === 'PLANNED' && (
            <Button kind="primary" busy={act.busy} onClick={() => void goes(act.run(startStudy, { studyId: study.id, expectedVersion: study.version }))}>
              {text('research.start')}
            </Button>
          )}
          {fieldwork && (
            <>
              <Button onClick={() => setOpen('interview')}>{text('research.interview.add')}</Button>
              <Button onClick={() => setOpen('figures')}>{text('research.figures.add')}</Button>
              <Button onClick={() => setOpen('finding')}>{text('research.finding.add')}</Button>
              {study.findings.map(({ number }) => (
                <Button key={number} onClick={() => setOpen(number)}>
                  {text('research.finding.rewrite', { number })}
                </Button>
              ))}
              <Button kind="primary" busy={act.busy} onClick={() => void goes(act.run(submitStudy, { studyId: study.id, expectedVersion: study.version }))}>
                {text('research.submit')}
              </Button>
            </>
          )}
          {study.state === 'REVIEW' && (
            <>
              <Button onClick={() => setOpen('return')}>{text('research.return')}</Button>
              <Button kind="primary" busy={act.busy} onClick={() => void goes(act.run(publishStudy, { studyId: study.id, expectedVersion: study.version }))}>
                {text('research.publish')}
              </Button>
            </>
          )}
        </div>
      )}
    </article>
  );
}
