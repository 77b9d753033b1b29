import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const hoursCard = graphql(`
  fragment HoursCard on Query @_unmask {
    hourEntriesCount(filter: { organizationId: $centerId, state: PENDING })
    hourDisputesCount(organizationId: $centerId, state: OPEN)
  }
`);

/** The hours worked for the center itself that it has to verify, and what people say is not right. */
export function Hours({ of, center }: { of: ResultOf<typeof hoursCard>; center: Center }) {
  const list = `/desk/hours?organization=${center.id}`;
  return (
    <Card title={text('hours.title')}>
      <Counters>
        <Counter value={of.hourEntriesCount} label="centerDesk.toVerify" href={list} />
        <Counter value={of.hourDisputesCount} label="centerDesk.disputes" href={list} />
      </Counters>
    </Card>
  );
}
