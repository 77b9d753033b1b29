import { useState } from 'react';
import { useData } from '../../api/use-data';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { Paging } from '../../parts/Paging';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useFilter } from '../../parts/use-filter';
import { text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { ArticleForm } from './ArticleForm';
import { ArticleRow } from './ArticleRow';
import { Campaigns, useCampaigns } from './Campaigns';
import { newsDeskQuery } from './desk-queries';
import { ReportRow } from './ReportRow';

const roles = ['ADMIN', 'EDITOR'];

/** The editors' desk: what a support center publishes, and what readers say is wrong in it. */
export default function CenterNews() {
  return (
    <CenterGate title={text('news.desk')} about={text('news.desk.about')} roles={roles}>
      {(center) => <OfCenter key={center.id} center={center} />}
    </CenterGate>
  );
}

function OfCenter({ center }: { center: Center }) {
  const { value, change } = useFilter();
  const after = value('after');
  const variables = { organizationId: center.id, ...(after && { after }) };
  const { data, error, again } = useData(newsDeskQuery, variables);
  const desk = useCampaigns(center.id);
  const [writes, setWrites] = useState(false);
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const articles = (data.articles.edges ?? []).flatMap((edge) => edge?.node ?? []);
  const reports = (data.mistakeReports.edges ?? []).flatMap((edge) => edge?.node ?? []);
  const open = reports.filter(({ state }) => state === 'NEW' || state === 'ACCEPTED');
  const written = () => {
    setWrites(false);
    again();
  };
  return (
    <>
      <section className={layout['section']} aria-labelledby="mistakes">
        <h2 id="mistakes">
          {text('news.desk.mistakes')} <span className={card['quiet']}>{open.length}</span>
        </h2>
        {open.length === 0 && <Notice>{text('news.desk.mistakes.none')}</Notice>}
        <ul className={card['cards']}>
          {open.map((report) => (
            <ReportRow key={report.id} report={report} changed={again} />
          ))}
        </ul>
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
        {articles.length === 0 && <Notice>{text('news.desk.none')}</Notice>}
        <ul className={card['cards']}>
          {articles.map((article) => (
            <ArticleRow key={article.id} center={center} campaigns={desk.campaigns} article={article} changed={again} />
          ))}
        </ul>
        <Paging info={data.articles.pageInfo} after={after} change={change} />
        <SeeQuery document={newsDeskQuery} variables={variables} />
      </section>
      <Campaigns center={center} desk={desk} />
    </>
  );
}
