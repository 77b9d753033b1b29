import { useMemo } from 'react';
import { useData } from '../../api/use-data';
import { Counter, Counters } from '../../parts/Counter';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { dayInKazakhstan, monthName } from '../../text/dates';
import { number, text } from '../../text/text';
import style from './network.module.css';
import { networkYear } from './queries';

/** The last twelve months in numbers. */
export function Year() {
  const variables = useMemo(() => ({ from: firstOfMonth(11), to: dayInKazakhstan(-1) }), []);
  const { data, error, again } = useData(networkYear, variables);
  const stats = data?.networkStats;
  const months = stats?.byMonth.filter(({ totals }) => totals.events > 0) ?? [];
  const most = Math.max(1, ...months.map(({ totals }) => totals.takenPlaces));
  return (
    <section className={layout['section']} aria-labelledby="year">
      <h2 id="year">{text('network.year')}</h2>
      {error && <Failed error={error} again={again} />}
      {!stats && !error && <Loading />}
      {stats && (
        <div className={style['year']}>
          <Counters>
            <Counter value={stats.totals.events} label="network.year.events" href={`/events?past=1&from=${variables.from}&to=${variables.to}`} />
            <Counter value={stats.totals.takenPlaces} label="network.year.places" />
            <Counter value={Math.round(stats.totals.verifiedMinutes / 60)} label="network.year.hours" />
          </Counters>
          <figure className={style['months']}>
            <figcaption>{text('network.year.months')}</figcaption>
            <ol>
              {months.map(({ month, totals }) => (
                <li key={month}>
                  <span>{monthName(month)}</span>
                  <progress max={most} value={totals.takenPlaces} aria-hidden="true" />
                  <span className="tabular">{number(totals.takenPlaces)}</span>
                </li>
              ))}
            </ol>
          </figure>
        </div>
      )}
      <SeeQuery document={networkYear} variables={variables} />
    </section>
  );
}

function firstOfMonth(ago: number): string {
  const [year = 2000, month = 1] = dayInKazakhstan().split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - ago, 1)).toISOString().slice(0, 10);
}
