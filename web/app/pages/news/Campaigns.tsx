import { useState } from 'react';
import { ofConnection, useList } from '../../api/use-rest';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { text } from '../../text/text';
import type { Run } from '../desk/DeskGate';
import { CampaignForm } from './CampaignForm';
import { campaignsDeskQuery, yearsQuery } from './campaign-queries';
import { CampaignRow } from './CampaignRow';
import { whose } from './whose';

const nothing = {};

/** The campaigns and forums that a support center carries out, with their programmes. */
export function Campaigns({ center, desk }: { center: Run; desk: ReturnType<typeof useCampaigns> }) {
  const { data, error, again, list, campaigns, years } = desk;
  const [prepares, setPrepares] = useState(false);
  const made = () => {
    setPrepares(false);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="campaigns">
      <h2 id="campaigns">{text('campaign.desk')}</h2>
      {prepares ? (
        <CampaignForm organizationId={center.id} years={years} done={made} back={() => setPrepares(false)} />
      ) : (
        <p>
          <Button onClick={() => setPrepares(true)}>{text('campaign.prepare')}</Button>
        </p>
      )}
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading />}
      {data && campaigns.length === 0 && <Notice>{text('campaign.desk.none')}</Notice>}
      <ul className={card['cards']}>
        {campaigns.map((one) => (
          <CampaignRow key={one.id} center={center} years={years} campaign={one} changed={again} />
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={campaignsDeskQuery} variables={whose(center)} />
    </section>
  );
}

/** The campaigns of a center, and the years that its forums can be parts of. */
export function useCampaigns(center: Run) {
  const desk = useList(campaignsDeskQuery, whose(center), ({ campaigns }) => ofConnection(campaigns));
  const { list: years } = useList(yearsQuery, nothing, ({ campaigns }) => ofConnection(campaigns), { wanted: Infinity });
  return { ...desk, campaigns: desk.list.rows, years: years.rows.filter(({ state }) => state === 'PUBLISHED') };
}
