import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import { Counter, Counters } from '../../parts/Counter';
import layout from '../../parts/layout.module.css';
import { Ring } from '../../parts/Ring';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { holds } from '../../text/mandate';
import { text } from '../../text/text';
import { Coming } from './Coming';
import { Directions } from './Directions';
import style from './network.module.css';
import { networkLive, regionQuery } from './queries';
import { ringCounts } from './Regions';
import { useNetwork } from './use-network';

/** One region: its numbers, its center, what is coming there. */
export default function RegionView() {
  const { iso = '' } = useParams();
  const { data, error, again } = useData(regionQuery, {});
  const region = data?.regions.find((one) => one.iso === iso);
  const network = useNetwork(region ? { region: region.id } : {}, !region);
  usePage(region?.name);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  if (!region) return <NotFound />;
  const totals = network.stats?.totals;
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <Link href="/" className={layout['crumb']}>
          {text('network.back')}
        </Link>
        <div className={style['headline']}>
          {totals && <Ring size="large" counts={ringCounts(totals)} />}
          <div className={layout['section']}>
            <h1 className={style['region']}>{region.name}</h1>
            {totals && <p>{text('network.region.places', { free: totals.freePlaces, places: totals.places })}</p>}
            {region.supportCenters.filter(holds).map(({ id, organization }) => (
              <p key={id}>
                {text('network.region.center')}: <Link href={`/centers/${iso}`}>{organization.name}</Link>
              </p>
            ))}
            <p>
              <Link href={`/courses?region=${iso}`}>{text('courses.title')}</Link>
            </p>
          </div>
        </div>
        {network.error && <Failed error={network.error} again={network.again} />}
        <Counters>
          <Counter main value={totals?.freePlaces} label="network.freePlaces" href={`/events?region=${iso}&free=1`} />
          <Counter value={totals?.events} label="network.events" href={`/events?region=${iso}`} />
          <Counter
            value={totals?.organizations}
            label="network.organizations"
            href={`/organizations?region=${iso}`}
          />
          <Counter value={totals?.volunteers} label="network.volunteers" />
        </Counters>
        <SeeQuery document={networkLive} variables={network.variables} />
      </section>
      <div className={layout['split']}>
        <Coming
          title={text('network.region.coming')}
          where={{ regionID: region.id }}
          all={`/events?region=${iso}`}
        />
        <Directions directions={network.stats?.byDirection} region={iso} />
      </div>
    </div>
  );
}
