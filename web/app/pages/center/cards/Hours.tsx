import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const hoursCard = graphql(`
  fragment HoursCard on Query @_unmask {
    hourEntries(filter: { organizationId: $centerId, state: PENDING }, first: 100) {
      id
    }
    hourDisputes(organizationId: $centerId, state: OPEN) {
      id
    }
  }
`);

/** The hours worked for the center itself that it has to verify, and what people say is not right. */
export function Hours({ of, center }: { of: ResultOf<typeof hoursCard>; center: Center }) {
  const list = `/desk/hours?organization=${center.id}`;
  return (
    <Card title={text('hours.title')}>
      <Counters>
        <Counter value={of.hourEntries.length} label="centerDesk.toVerify" href={list} />
        <Counter value={of.hourDisputes.length} label="centerDesk.disputes" href={list} />
      </Counters>
    </Card>
  );
}
