import { useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { type List, ofConnection, useRest } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { number, text } from '../../text/text';
import { CenterGate } from '../center/CenterGate';
import type { Run } from '../desk/DeskGate';
import { ArticleForm } from './ArticleForm';
import { ArticleRow } from './ArticleRow';
import { Campaigns, useCampaigns } from './Campaigns';
import { type DeskReport, moreArticles, moreReports, newsDeskQuery } from './desk-queries';
import { ReportRow } from './ReportRow';
import { whose } from './whose';

const roles = ['ADMIN', 'EDITOR'];

/** The editors' desk: what a support center or the network itself publishes, and what readers say is wrong in it. */
export default function CenterNews() {
  return (
    <CenterGate
      title={text('news.desk')}
      about={text('news.desk.about')}
      roles={roles}
      network={{ title: text('news.desk.network'), page: (network) => <OfCenter key="network" center={network} /> }}
    >
      {(center) => <OfCenter key={center.id} center={center} />}
    </CenterGate>
  );
}

function OfCenter({ center }: { center: Run }) {
  const variables = whose(center);
  const { data, error, again } = useData(newsDeskQuery, variables);
  const articles = useRest({
    first: data && ofConnection(data.articles),
    answer: data,
    query: moreArticles,
    variables: (after) => ({ ...variables, after }),
    of: (next) => ofConnection(next.articles),
  });
  const fresh = useReports(data, variables, 'fresh', 'NEW');
  const accepted = useReports(data, variables, 'accepted', 'ACCEPTED');
  const desk = useCampaigns(center);
  const [writes, setWrites] = useState(false);
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const written = () => {
    setWrites(false);
    again();
  };
  return (
    <>
      <section className={layout['section']} aria-labelledby="mistakes">
        <h2 id="mistakes">
          {text('news.desk.mistakes')} <span className={card['quiet']}>{number(fresh.total + accepted.total)}</span>
        </h2>
        {fresh.total + accepted.total === 0 && <Notice>{text('news.desk.mistakes.none')}</Notice>}
        <ReportRows list={fresh} changed={again} />
        <ReportRows list={accepted} changed={again} />
      </section>
      <section className={layout['section']} aria-labelledby="articles">
        <h2 id="articles">{text('news.desk.articles')}</h2>
        {writes ? (
          <ArticleForm center={center} campaigns={desk.campaigns} done={written} back={() => setWrites(false)} />
        ) : (
          <p>
            <Button kind="primary" onClick={() => setWrites(true)}>
              {text('news.write')}
            </Button>
          </p>
        )}
        {articles.total === 0 && <Notice>{text('news.desk.none')}</Notice>}
        <ul className={card['cards']}>
          {articles.rows.map((article) => (
            <ArticleRow key={article.id} center={center} campaigns={desk.campaigns} article={article} changed={again} />
          ))}
        </ul>
        <More list={articles} />
        <SeeQuery document={newsDeskQuery} variables={variables} />
      </section>
      <Campaigns center={center} desk={desk} />
    </>
  );
}

/** What readers reported and stands so. */
function useReports(
  answer: ResultOf<typeof newsDeskQuery> | undefined,
  of: ReturnType<typeof whose>,
  name: 'fresh' | 'accepted',
  state: 'NEW' | 'ACCEPTED',
) {
  return useRest({
    first: answer && ofConnection(answer[name]),
    answer,
    query: moreReports,
    variables: (after) => ({ ...of, state, after }),
    of: ({ mistakeReports }) => ofConnection(mistakeReports),
  });
}

function ReportRows({ list, changed }: { list: List<DeskReport>; changed: () => void }) {
  if (list.total === 0) return null;
  return (
    <>
      <ul className={card['cards']}>
        {list.rows.map((report) => (
          <ReportRow key={report.id} report={report} changed={changed} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
