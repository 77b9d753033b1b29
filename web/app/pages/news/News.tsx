import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import { Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useFilter } from '../../parts/use-filter';
import { usePage } from '../../parts/use-page';
import { dayInWords } from '../../text/dates';
import { language, text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import style from './news.module.css';
import { articleKinds, articlesQuery } from './queries';

const kinds = ['', ...articleKinds] as const;

/** News, guides and announcements, of a kind, a region and a direction; the latest first. */
export default function News() {
  usePage(text('news.title'));
  const { value, change, more } = useFilter();
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find((one) => one.iso === value('region'))?.id;
  const direction = choices?.directions.find((one) => one.code === value('direction'))?.code;
  const kind = articleKinds.find((one) => one === value('kind'));
  const variables = { first: 20, ...(kind && { kind }), ...(regionId && { regionId }), ...(direction && { direction }) };
  const pause = (value('region') !== '' || value('direction') !== '') && !choices;
  const { data, error, again, list } = useList(articlesQuery, variables, ({ articles }) => ofConnection(articles), { pause, ...more });
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('news.title')}</h1>
        <p className={layout['lead']}>{text('news.about')}</p>
        <div className={`${style['kinds']} no-print`} role="group" aria-label={text('news.kind')}>
          {kinds.map((one) => (
            <button key={one} type="button" className={layout['chip']} aria-pressed={one === (kind ?? '')} onClick={() => change({ kind: one })}>
              {text(one ? `news.kind.${one}` : 'news.kind.all')}
            </button>
          ))}
        </div>
        <div className={`${card['filters']} no-print`}>
          <RegionSelect regions={choices?.regions} value={value('region')} choose={(region) => change({ region })} />
          <Select label={text('events.direction')} value={value('direction')} onChange={({ target }) => change({ direction: target.value })}>
            <option value="">{text('events.direction.all')}</option>
            {choices?.directions.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </Select>
        </div>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={4} />}
        {data && list.rows.length === 0 && <Notice>{text('news.empty')}</Notice>}
        <ul className={card['cards']}>
          {list.rows.map((article) => (
            <li key={article.id} className={card['card']}>
              <p className={card['head']}>
                <span className={card['state']}>{text(`news.one.${article.kind}`)}</span>
                <span className={card['quiet']}>
                  {article.publishedAt && dayInWords(article.publishedAt)}
                  {article.region && ` · ${article.region.name}`}
                </span>
              </p>
              <h2>
                <Link href={`/news/${article.id}`} {...(article.titleLocale !== language && { lang: article.titleLocale })}>
                  {article.title}
                </Link>
              </h2>
              {article.cover && <img className={style['picture']} src={article.cover.small} alt="" loading="lazy" />}
              {article.summary && <p {...(article.titleLocale !== language && { lang: article.titleLocale })}>{article.summary}</p>}
            </li>
          ))}
        </ul>
        <More list={list} />
        <link rel="alternate" type="application/atom+xml" title={text('news.title')} href={`/news.xml?lang=${language}`} />
        <link rel="alternate" type="application/rss+xml" title={text('news.title')} href={`/news.rss?lang=${language}`} />
        <p>
          {text('news.feeds')}: <a href={`/news.xml?lang=${language}`}>Atom</a>, <a href={`/news.rss?lang=${language}`}>RSS</a>
        </p>
        <SeeQuery document={articlesQuery} variables={variables} />
      </section>
    </div>
  );
}
