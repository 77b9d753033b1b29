import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import { ofConnection, useRest } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { daysInWords } from '../../text/dates';
import { language, text } from '../../text/text';
import { Programme } from './Programme';
import { campaignQuery, moreForums } from './queries';

/** A campaign: what it is, its forums, or its programme with the places of each session. */
export default function CampaignPage() {
  const { id = '' } = useParams();
  const variables = { id };
  const { data, error, again } = useData(campaignQuery, variables);
  const campaign = data?.node?.__typename === 'Campaign' ? data.node : undefined;
  const forums = useRest({
    first: data && ofConnection(data.campaigns),
    answer: data,
    query: moreForums,
    variables: (after) => ({ id, after }),
    of: ({ campaigns }) => ofConnection(campaigns),
  });
  usePage(campaign?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={5} />;
  if (!campaign) return <NotFound />;
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
      {forums.total > 0 && (
        <section className={layout['section']} aria-labelledby="forums">
          <h2 id="forums">{text('campaign.forums')}</h2>
          <ul className={card['cards']}>
            {forums.rows.map((forum) => (
              <li key={forum.id} className={card['card']}>
                <Link href={`/campaigns/${forum.id}`}>{forum.title}</Link>
                <span className={card['quiet']}>{daysInWords(forum.startsOn, forum.endsOn)}</span>
              </li>
            ))}
          </ul>
          <More list={forums} />
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
