import { useSearchParams } from 'wouter';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import { Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { dateInWords, monthName } from '../../text/dates';
import { text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import { FigureTable } from '../research/FigureTable';
import { openFiguresQuery } from '../research/queries';
import { Published } from './Published';

const grains = ['REGION', 'DIRECTION', 'AGE'] as const;

/** The last months that can be fixed, the newest first: a month is fixed ten days after its end. */
function lastMonths(count: number): string[] {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() - 10);
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - 1 - index, 1)).toISOString().slice(0, 7));
}

/** What the network publishes: open figures of the regions by month, and the queries for everything else. */
export default function Data() {
  usePage(text('data.title'));
  const [search, setSearch] = useSearchParams();
  const months = lastMonths(12);
  const month = months.find((one) => one === search.get('month')) ?? months[0] ?? '';
  const by = grains.find((one) => one === search.get('by')) ?? 'REGION';
  const iso = search.get('region') ?? '';
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find((one) => one.iso === iso)?.id;
  const variables = regionId ? { from: month, to: month, by, regionId } : { from: month, to: month, by };
  const { data, error, again } = useData(openFiguresQuery, variables, iso !== '' && !regionId);
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next);
  };
  /** What is chosen, as a file. */
  const file = (from: string, to: string) => `/open-figures.csv?${new URLSearchParams({ from, to, by, ...(regionId && { region: iso }) })}`;
  const [fixed] = data?.openFigures.months ?? [];
  const rows = (data?.openFigures.rows ?? []).map((row) => ({
    ...row,
    where: row.region?.name ?? (row.part === 'REST' && !row.direction ? text('data.regions') : text('data.remote')),
  }));
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('data.title')}</h1>
        <p className={layout['lead']}>{text('data.about')}</p>
        <p className={card['said']}>{text('data.cells', { people: fixed?.minPeople ?? 10 })}</p>
      </section>
      <section className={layout['section']} aria-labelledby="figures">
        <h2 id="figures">{text('data.figures')}</h2>
        <div className={`${card['filters']} no-print`}>
          <Select label={text('data.month')} value={month} onChange={({ target }) => choose('month', target.value)}>
            {months.map((one) => (
              <option key={one} value={one}>
                {monthName(one)} {one.slice(0, 4)}
              </option>
            ))}
          </Select>
          <Select label={text('data.by')} value={by} onChange={({ target }) => choose('by', target.value)}>
            {grains.map((one) => (
              <option key={one} value={one}>
                {text(`data.by.${one}`)}
              </option>
            ))}
          </Select>
          <RegionSelect regions={choices?.regions} value={iso} choose={(region) => choose('region', region)} />
        </div>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={6} />}
        {data && !fixed && <Notice>{text('data.none')}</Notice>}
        {fixed && <FigureTable label={text('data.figures')} rows={rows} />}
        {fixed && <p className={card['quiet']}>{text('research.fixed', { date: dateInWords(fixed.takenAt.slice(0, 10)) })}</p>}
        <p>
          {text('data.csv')}:{' '}
          <a href={file(month, month)} download>
            {text('data.csv.month')}
          </a>
          ,{' '}
          <a href={file(months.at(-1) ?? month, months[0] ?? month)} download>
            {text('data.csv.year')}
          </a>
        </p>
        <SeeQuery document={openFiguresQuery} variables={variables} />
      </section>
      <Published from={months.at(-1) ?? month} to={months[0] ?? month} />
    </div>
  );
}
