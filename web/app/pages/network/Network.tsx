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
          <Counter main value={stats?.totals.freePlaces} label="network.freePlaces" href="/events?free=1" />
          <Counter value={stats?.totals.events} label="network.events" href="/events" />
          <Counter value={stats?.totals.organizations} label="network.organizations" href="/organizations" />
          <Counter value={stats?.totals.supportCenters} label="network.centers" href="/organizations?centers=1" />
          <Counter value={stats?.totals.volunteers} label="network.volunteers" />
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
