import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const schoolCard = graphql(`
  fragment SchoolCard on Query @_unmask {
    taught: courses(organizationId: $centerId, state: OPEN, first: 1) {
      totalCount
    }
  }
`);

/** What the center teaches. */
export function School({ of, center }: { of: ResultOf<typeof schoolCard>; center: Center }) {
  return (
    <Card title={text('school.title')}>
      <Counters>
        <Counter value={of.taught.totalCount} label="centerDesk.taught" href={`/center/school?organization=${center.id}`} />
      </Counters>
    </Card>
  );
}
