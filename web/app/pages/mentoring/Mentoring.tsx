import { Link, useSearchParams } from 'wouter';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import { Counter, Counters } from '../../parts/Counter';
import layout from '../../parts/layout.module.css';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { formattingLocale, text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import { OfCenter } from './OfCenter';
import { overview } from './queries';

/** What support centers do for organizations: whom each raised, what changed, and what waits too long. */
export default function Mentoring() {
  usePage(text('mentoring.network'));
  const [search, setSearch] = useSearchParams();
  const iso = search.get('region') ?? '';
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find((one) => one.iso === iso)?.id;
  const variables = regionId ? { regionId } : {};
  const { data, error, again } = useData(overview, variables, iso !== '' && !regionId);
  const centers = data?.mentoringOverview ?? [];
  const sum = (of: (one: (typeof centers)[number]) => number) => centers.reduce((all, one) => all + of(one), 0);
  const completed = sum((one) => one.completed);
  const mean = (levels: number) => (completed ? (levels / completed).toLocaleString(formattingLocale, { maximumFractionDigits: 1 }) : '–');
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('mentoring.network')}</h1>
        <p className={layout['lead']}>{text('mentoring.network.about')}</p>
        <div className={`${card['filters']} no-print`}>
          <RegionSelect regions={choices?.regions} value={iso} choose={(region) => setSearch(region ? { region } : {})} />
        </div>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={4} />}
        {data && (
          <>
            <Counters>
              <Counter main value={sum((one) => one.active)} label="mentoring.active" href="#centers" />
              <Counter value={completed} label="mentoring.completed" href="#centers" />
              <Counter value={sum((one) => one.goalsReached)} label="mentoring.reached" href="#centers" />
              <Counter value={sum((one) => one.unanswered)} label="mentoring.unanswered.count" href="#centers" />
            </Counters>
            {completed > 0 && (
              <p data-maturity>
                {text('mentoring.maturity.mean', {
                  before: mean(sum((one) => one.maturityBefore)),
                  after: mean(sum((one) => one.maturityAfter)),
                })}
              </p>
            )}
          </>
        )}
      </section>
      {data && (
        <section className={layout['section']} aria-labelledby="centers">
          <h2 id="centers">{text('mentoring.centers')}</h2>
          {centers.length === 0 && <Notice>{text('mentoring.centers.none')}</Notice>}
          <ul className={card['cards']}>
            {centers.map((one) => (
              <OfCenter key={one.center.id} of={one} />
            ))}
          </ul>
          <p>
            <Link href="/organizations?centers=1">{text('organizations.centers')}</Link>
          </p>
          <SeeQuery document={overview} variables={variables} />
        </section>
      )}
    </div>
  );
}
