import layout from '../../parts/layout.module.css';
import { Counter, Counters } from '../../parts/Counter';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Coming } from './Coming';
import { DemoLine } from './DemoLine';
import { Directions } from './Directions';
import { networkLive } from './queries';
import { Regions } from './Regions';
import { useNetwork } from './use-network';
import { Year } from './Year';

/** The network, live. */
export default function Network() {
  usePage(text('network.title'));
  const { stats, error, again, variables } = useNetwork();
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('network.title')}</h1>
        <p className={layout['lead']}>{text('network.about')}</p>
        <DemoLine />
        {error && <Failed error={error} again={again} />}
        <Counters>
          <Counter main value={stats?.totals.freePlaces} label={text('network.freePlaces', { count: stats?.totals.freePlaces ?? 0 })} href="/events?free=1" />
          <Counter value={stats?.totals.events} label={text('network.events', { count: stats?.totals.events ?? 0 })} href="/events" />
          <Counter value={stats?.totals.organizations} label={text('network.organizations', { count: stats?.totals.organizations ?? 0 })} href="/organizations" />
          <Counter value={stats?.totals.supportCenters} label={text('network.centers', { count: stats?.totals.supportCenters ?? 0 })} href="/organizations?centers=1" />
          <Counter value={stats?.totals.volunteers} label={text('network.volunteers', { count: stats?.totals.volunteers ?? 0 })} />
        </Counters>
        <SeeQuery document={networkLive} variables={variables} />
      </section>
      <div className={layout['split']}>
        <Regions regions={stats?.byRegion} />
        <Directions directions={stats?.byDirection} />
      </div>
      <Coming title={text('network.coming')} about={text('network.coming.about')} fillingUp />
      <Year />
    </div>
  );
}
