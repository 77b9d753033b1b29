import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { tokensOf } from './kept';
import style from './news.module.css';
import { mistakeStatusQuery } from './queries';

/** What became of the mistakes that this browser's reader reported in an article. */
export function Reported({ articleId }: { articleId: string }) {
  const tokens = tokensOf(articleId);
  if (tokens.length === 0) return null;
  return (
    <section className={`${layout['section']} no-print`} aria-labelledby="reported">
      <h2 id="reported">{text('mistake.mine')}</h2>
      <ul className={card['cards']}>
        {tokens.map((token) => (
          <One key={token} token={token} />
        ))}
      </ul>
    </section>
  );
}

function One({ token }: { token: string }) {
  const { data } = useData(mistakeStatusQuery, { token });
  const report = data?.mistakeReport;
  if (!report) return null;
  return (
    <li className={card['card']} data-reported={report.state}>
      <p className={card['head']}>
        <span className={card['state']}>{text(`mistake.state.${report.state}`)}</span>
        <span className={card['quiet']}>{momentHere(report.createdAt)}</span>
      </p>
      {report.quote && <blockquote className={style['quote']}>{report.quote}</blockquote>}
      {report.reply && <p className={card['said']}>{report.reply}</p>}
    </li>
  );
}
