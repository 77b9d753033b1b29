import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const hoursCard = graphql(`
  fragment HoursCard on Query @_unmask {
    waits: regionHours(regionId: $regionId, first: 1) {
      count
    }
    hourEntriesCount(filter: { organizationId: $centerId, state: PENDING })
    hourDisputesCount(organizationId: $centerId, state: OPEN)
  }
`);

/** The hours of the region that wait to be verified; of them those worked for the center itself, and what people say is not right. */
export function Hours({ of, center }: { of: ResultOf<typeof hoursCard>; center: Center }) {
  const list = `/desk/hours?organization=${center.id}`;
  return (
    <Card title={text('hours.title')}>
      <Counters>
        <Counter value={of.waits.count} label="centerDesk.toVerify.region" href={`/center/hours?organization=${center.id}`} />
        <Counter value={of.hourEntriesCount} label="centerDesk.toVerify" href={list} />
        <Counter value={of.hourDisputesCount} label="centerDesk.disputes" href={list} />
      </Counters>
    </Card>
  );
}
