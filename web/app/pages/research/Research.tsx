import { Link, useSearchParams } from 'wouter';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import { studiesQuery } from './queries';

/** What support centers found out about their regions. */
export default function Research() {
  usePage(text('research.title'));
  const [search, setSearch] = useSearchParams();
  const iso = search.get('region') ?? '';
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find((one) => one.iso === iso)?.id;
  const variables = regionId ? { regionId, first: 50 } : { first: 50 };
  const { data, error, again } = useData(studiesQuery, variables, iso !== '' && !regionId);
  const studies = (data?.studies.edges ?? []).flatMap((edge) => edge?.node ?? []);
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('research.title')}</h1>
        <p className={layout['lead']}>{text('research.about')}</p>
        <div className={`${card['filters']} no-print`}>
          <RegionSelect regions={choices?.regions} value={iso} choose={(region) => setSearch(region ? { region } : {})} />
        </div>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={4} />}
        {data && studies.length === 0 && <Notice>{text('research.none')}</Notice>}
        <ul className={card['cards']}>
          {studies.map(({ id, question, publishedAt, interviewCount, region, center }) => (
            <li key={id} className={card['card']} data-study={id}>
              <h2>
                <Link href={`/research/${id}`}>{question}</Link>
              </h2>
              <p className={card['figures']}>
                <span>{region.name}</span>
                <span>{center.name}</span>
                <span>{text('research.interviews', { count: interviewCount })}</span>
                {publishedAt && <time dateTime={publishedAt}>{dateInWords(publishedAt.slice(0, 10))}</time>}
              </p>
            </li>
          ))}
        </ul>
        <p>
          <Link href="/about/data">{text('data.title')}</Link>
        </p>
        <SeeQuery document={studiesQuery} variables={variables} />
      </section>
    </div>
  );
}
