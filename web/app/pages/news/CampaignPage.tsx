import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { daysInWords } from '../../text/dates';
import { language, text } from '../../text/text';
import { Programme } from './Programme';
import { campaignQuery } from './queries';

/** A campaign: what it is, its forums, or its programme with the places of each session. */
export default function CampaignPage() {
  const { id = '' } = useParams();
  const variables = { id };
  const { data, error, again } = useData(campaignQuery, variables);
  const campaign = data?.node?.__typename === 'Campaign' ? data.node : undefined;
  usePage(campaign?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={5} />;
  if (!campaign) return <NotFound />;
  const forums = (data.campaigns.edges ?? []).flatMap((edge) => edge?.node ?? []);
  return (
    <div className={layout['page']} data-campaign={campaign.id}>
      <section className={layout['section']}>
        {campaign.parent && (
          <Link href={`/campaigns/${campaign.parent.id}`} className={layout['crumb']}>
            {campaign.parent.title}
          </Link>
        )}
        <h1 {...(campaign.titleLocale !== language && { lang: campaign.titleLocale })}>{campaign.title}</h1>
        <p className={card['quiet']}>
          {daysInWords(campaign.startsOn, campaign.endsOn)}
        </p>
        {campaign.description && <p className={card['said']}>{campaign.description}</p>}
      </section>
      {forums.length > 0 && (
        <section className={layout['section']} aria-labelledby="forums">
          <h2 id="forums">{text('campaign.forums')}</h2>
          <ul className={card['cards']}>
            {forums.map((forum) => (
              <li key={forum.id} className={card['card']}>
                <Link href={`/campaigns/${forum.id}`}>{forum.title}</Link>
                <span className={card['quiet']}>{daysInWords(forum.startsOn, forum.endsOn)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {campaign.sessions.length > 0 && (
        <section className={layout['section']} aria-labelledby="programme">
          <h2 id="programme">{text('campaign.programme')}</h2>
          <Programme campaign={campaign} />
        </section>
      )}
      <SeeQuery document={campaignQuery} variables={variables} />
    </div>
  );
}
