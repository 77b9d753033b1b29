import card from '../../../parts/card.module.css';
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
        <Counter main value={stats?.totals.freePlaces} label="network.freePlaces" href={`/events?region=${region.iso}&free=1`} />
        <Counter value={stats?.totals.events} label="network.events" href={`/events?region=${region.iso}`} />
        <Counter value={stats?.totals.organizations} label="network.organizations" href={`/organizations?region=${region.iso}`} />
      </Counters>
      {stats && (
        <p className={card['quiet']} data-volunteers={stats.totals.volunteers}>
          {text('centerDesk.volunteers', { count: stats.totals.volunteers })}
        </p>
      )}
    </Card>
  );
}
