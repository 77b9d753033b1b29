import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useFilter } from '../../parts/use-filter';
import { usePage } from '../../parts/use-page';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import { studiesQuery } from './queries';

/** What support centers found out about their regions. */
export default function Research() {
  usePage(text('research.title'));
  const { value, change, more } = useFilter();
  const iso = value('region');
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find((one) => one.iso === iso)?.id;
  const variables = { first: 20, ...(regionId && { regionId }) };
  const pause = iso !== '' && !regionId;
  const { data, error, again, list } = useList(studiesQuery, variables, ({ studies }) => ofConnection(studies), { pause, ...more });
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('research.title')}</h1>
        <p className={layout['lead']}>{text('research.about')}</p>
        <div className={`${card['filters']} no-print`}>
          <RegionSelect regions={choices?.regions} value={iso} choose={(region) => change({ region })} />
        </div>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={4} />}
        {data && list.rows.length === 0 && <Notice>{text('research.none')}</Notice>}
        <ul className={card['cards']}>
          {list.rows.map(({ id, question, publishedAt, interviewCount, region, center }) => (
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
        <More list={list} />
        <p>
          <Link href="/about/data">{text('data.title')}</Link>
        </p>
        <SeeQuery document={studiesQuery} variables={variables} />
      </section>
    </div>
  );
}
