import { useRef, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { dayInWords } from '../../text/dates';
import { language, text } from '../../text/text';
import { Blocks } from './Blocks';
import { Mistake } from './Mistake';
import style from './news.module.css';
import { type Article, articleQuery } from './queries';
import { Reported } from './Reported';

/** One article: its text in the reader's language or the first that there is, and a way to say what is wrong in it. */
export default function ArticlePage() {
  const { id = '' } = useParams();
  const variables = { id };
  const { data, error, again } = useData(articleQuery, variables);
  const article = data?.node?.__typename === 'Article' ? data.node : undefined;
  usePage(article?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={6} />;
  if (!article) return <NotFound />;
  return <View key={article.id} article={article} />;
}

function View({ article }: { article: Article }) {
  const body = useRef<HTMLElement>(null);
  const [reports, setReports] = useState(0);
  const { id, kind, title, titleLocale, summary, bodyLocale, publishedAt, cover, region, organization, campaign, blocks } = article;
  const foreign = titleLocale !== language && { lang: titleLocale };
  return (
    <div className={layout['page']} data-article={id}>
      <article ref={body} className={layout['section']}>
        <Link href={`/news?kind=${kind}`} className={layout['crumb']}>
          {text(`news.kind.${kind}`)}
        </Link>
        <h1 data-part="TITLE" {...foreign}>
          {title}
        </h1>
        <p className={card['quiet']}>
          {publishedAt && dayInWords(publishedAt)}
          {organization && (
            <>
              {' · '}
              <Link href={`/organizations/${organization.id}`}>{organization.name}</Link>
            </>
          )}
          {region && (
            <>
              {' · '}
              <Link href={`/regions/${region.iso}`}>{region.name}</Link>
            </>
          )}
        </p>
        {bodyLocale !== language && <p className={card['quiet']}>{text('news.fallback', { shown: bodyLocale, wanted: language })}</p>}
        {cover && <img className={style['picture']} src={cover.large} width={cover.width} height={cover.height} alt="" />}
        {summary && (
          <p className={layout['lead']} data-part="SUMMARY" {...foreign}>
            {summary}
          </p>
        )}
        <div className={style['body']} data-part="BODY" {...(bodyLocale !== language && { lang: bodyLocale })}>
          <Blocks blocks={blocks} />
        </div>
        {campaign && (
          <p>
            <Link href={`/campaigns/${campaign.id}`}>{campaign.title}</Link>
          </p>
        )}
      </article>
      <Reported key={reports} articleId={id} />
      <Mistake article={article} body={body} told={() => setReports(reports + 1)} />
      <SeeQuery document={articleQuery} variables={{ id }} />
    </div>
  );
}
