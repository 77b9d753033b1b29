import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed } from '../../parts/states';
import { dateInWords } from '../../text/dates';
import { formattingLocale, text } from '../../text/text';
import style from './hours.module.css';
import { eventRatings } from './queries';

/** What those who were there say of an event, and not who said it. */
export function Ratings({ eventId }: { eventId: string }) {
  const variables = { eventId };
  const { data, error, again } = useData(eventRatings, variables);
  const of = data?.eventRatings;
  if (error) return <Failed error={error} again={again} />;
  if (!of) return null;
  return (
    <section className={layout['section']} aria-labelledby="ratings">
      <h2 id="ratings">{text('hours.ratings')}</h2>
      {of.count === 0 && <p className={card['quiet']}>{text('hours.ratings.none')}</p>}
      {of.average !== null && (
        <p className={card['worth']} data-average={of.average}>
          {text('hours.ratings.average', { average: of.average.toLocaleString(formattingLocale, { maximumFractionDigits: 1 }), count: of.count })}
        </p>
      )}
      <ul className={style['ratings']}>
        {of.ratings.map(({ stars, text: said, date }, index) => (
          <li key={index} data-stars={stars}>
            <span className="tabular">{text('hours.stars', { stars })}</span> <span className={card['quiet']}>{dateInWords(date)}</span>
            {said && <p className={card['said']}>{said}</p>}
          </li>
        ))}
      </ul>
      <SeeQuery document={eventRatings} variables={variables} />
    </section>
  );
}
