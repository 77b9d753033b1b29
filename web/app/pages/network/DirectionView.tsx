import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import { Counter, Counters } from '../../parts/Counter';
import layout from '../../parts/layout.module.css';
import { Ring } from '../../parts/Ring';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { text } from '../../text/text';
import { Coming } from './Coming';
import style from './network.module.css';
import { directionsQuery, networkLive } from './queries';
import { Regions, ringCounts } from './Regions';
import { useNetwork } from './use-network';

/** One direction: its numbers, where it is done, what is coming. */
export default function DirectionView() {
  const { code = '' } = useParams();
  const { data, error, again } = useData(directionsQuery, {});
  const direction = data?.directions.find((one) => one.code === code);
  const network = useNetwork(direction ? { direction: direction.code } : {}, !direction);
  usePage(direction?.name);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  if (!direction) return <NotFound />;
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
            <h1>{direction.name}</h1>
            {totals && <p>{text('network.region.places', { free: totals.freePlaces, places: totals.places })}</p>}
            {!direction.allowsMinors && <p>{text('direction.adults')}</p>}
          </div>
        </div>
        {network.error && <Failed error={network.error} again={network.again} />}
        <Counters>
          <Counter main value={totals?.freePlaces} label="network.freePlaces" href={`/events?direction=${code}&free=1`} />
          <Counter value={totals?.events} label="network.events" href={`/events?direction=${code}`} />
          <Counter
            value={totals?.organizations}
            label="network.organizations"
            href={`/organizations?direction=${code}`}
          />
        </Counters>
        <SeeQuery document={networkLive} variables={network.variables} />
      </section>
      <Regions regions={network.stats?.byRegion} />
      <Coming
        title={text('network.direction.coming')}
        where={{ hasDirectionsWith: [{ code: direction.code }] }}
        all={`/events?direction=${code}`}
      />
    </div>
  );
}
