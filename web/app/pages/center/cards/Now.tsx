import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import { useNetwork } from '../../network/use-network';
import type { Center } from '../CenterGate';
import { Card } from './Card';

/** The region at this moment, followed live. */
export function Now({ center: { region } }: { center: Center }) {
  const { stats } = useNetwork({ region: region.id });
  return (
    <Card title={region.name} wide>
      <Counters>
        <Counter main value={stats?.totals.freePlaces} label={text('network.freePlaces', { count: stats?.totals.freePlaces ?? 0 })} href={`/events?region=${region.iso}&free=1`} />
        <Counter value={stats?.totals.events} label={text('network.events', { count: stats?.totals.events ?? 0 })} href={`/events?region=${region.iso}`} />
        <Counter value={stats?.totals.organizations} label={text('network.organizations', { count: stats?.totals.organizations ?? 0 })} href={`/organizations?region=${region.iso}`} />
        <Counter value={stats?.totals.volunteers} label={text('network.volunteers', { count: stats?.totals.volunteers ?? 0 })} href={`/regions/${region.iso}`} />
      </Counters>
    </Card>
  );
}
