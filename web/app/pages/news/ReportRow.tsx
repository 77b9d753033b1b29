import type { SubmitEvent } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { answerMistake, type DeskReport } from './desk-queries';
import style from './news.module.css';

/** What a reader reported, at its place in the text as it is now, and what the editors answer. */
export function ReportRow({ report, changed }: { report: DeskReport; changed: () => void }) {
  const act = useAction();
  const { article, place } = report;
  const answer = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget, event.nativeEvent.submitter);
    const reply = String(given.get('reply') ?? '').trim();
    const state = given.get('state') as 'FIXED';
    if (await act.run(answerMistake, { reportId: report.id, state, ...(reply && { reply }) })) changed();
  };
  return (
    <li className={card['card']} data-report={report.id} data-state={report.state}>
      <p className={card['head']}>
        <span>
          <span className={card['state']}>{text(`mistake.kind.${report.kind}`)}</span> {text(`mistake.state.${report.state}`)}
        </span>
        <span className={card['quiet']}>{momentHere(report.createdAt)}</span>
      </p>
      {article && (
        <h3>
          <Link href={`/news/${article.id}`}>{article.title}</Link>
        </h3>
      )}
      {place && place.state !== 'WHOLE' && (
        <blockquote className={style['quote']} data-place={place.state}>
          …{place.before}
          <mark>{place.text}</mark>
          {place.after}…
        </blockquote>
      )}
      {place && <p className={card['quiet']}>{text(`mistake.place.${place.state}`)}</p>}
      {place?.state === 'CHANGED' && <p className={card['quiet']}>{text('mistake.quoted', { quote: report.quote })}</p>}
      {report.comment && <p className={card['said']}>{report.comment}</p>}
      <form className={form['form']} onSubmit={(event) => void answer(event)}>
        <Area label={text('mistake.reply')} name="reply" maxLength={1000} />
        <Refusals all={act.refusals} />
        <div className={form['steps']}>
          <Button type="submit" kind="primary" name="state" value="FIXED" busy={act.busy}>
            {text('mistake.fix')}
          </Button>
          {report.state === 'NEW' && (
            <Button type="submit" name="state" value="ACCEPTED" busy={act.busy}>
              {text('mistake.accept')}
            </Button>
          )}
          <Button type="submit" name="state" value="DECLINED" busy={act.busy}>
            {text('mistake.decline')}
          </Button>
        </div>
      </form>
    </li>
  );
}
