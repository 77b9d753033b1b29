import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { withdrawInterview } from './actions';
import { InterviewForm } from './Forms';
import type { DeskStudy } from './queries';

interface Props {
  interview: NonNullable<DeskStudy['interviews']>[number];
  /** Whether what was noted may still be changed. */
  changes: boolean;
  changed: () => void;
}

/** An interview of a study: what was noted, to be changed, or deleted with the consent. */
export function Interview({ interview, changes, changed }: Props) {
  const { id, number, heldOn, expert, withdrawnAt, notes, themes } = interview;
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState<'edit' | 'withdraw'>();
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    changed();
  };
  const withdraw = async () => {
    if (await run(withdrawInterview, { interviewId: id })) done();
  };
  return (
    <li data-interview={number}>
      <p>
        {text('research.interview', { number })} · {dateInWords(heldOn)} {expert && `· ${expert}`}
      </p>
      {withdrawnAt && <p className={card['late']}>{text('research.withdrawn', { date: dateInWords(withdrawnAt.slice(0, 10)) })}</p>}
      {!withdrawnAt && open === 'edit' && <InterviewForm interview={interview} done={done} back={close} />}
      {!withdrawnAt && open !== 'edit' && (
        <>
          <p className={card['said']}>{notes}</p>
          <p className={card['quiet']}>{themes.join(', ')}</p>
        </>
      )}
      {!withdrawnAt && open === 'withdraw' && (
        <div className={form['sure']}>
          <p>{text('me.interviews.sure')}</p>
          <div className={form['steps']}>
            <Button kind="danger" busy={busy} onClick={() => void withdraw()}>
              {text('research.withdraw')}
            </Button>
            <Button onClick={close}>{text('app.back')}</Button>
          </div>
        </div>
      )}
      {!withdrawnAt && !open && (
        <div className={form['steps']}>
          {changes && (
            <Button onClick={() => setOpen('edit')} aria-label={text('research.interview.edit', { number })}>
              {text('news.edit')}
            </Button>
          )}
          <Button onClick={() => setOpen('withdraw')} aria-label={text('research.withdraw.of', { number })}>
            {text('research.withdraw')}
          </Button>
        </div>
      )}
      <Refusals all={refusals} />
    </li>
  );
}
