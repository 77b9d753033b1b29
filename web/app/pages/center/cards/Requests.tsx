import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import { Card } from './Card';

export const requestsCard = graphql(`
  fragment RequestsCard on Query @_unmask {
    centerRequests(first: 1) {
      totalCount
    }
    reports(state: OPEN, first: 1) {
      totalCount
    }
  }
`);

/** Organizations that wait to be verified, and what was reported of events. */
export function Requests({ of }: { of: ResultOf<typeof requestsCard> }) {
  return (
    <Card title={text('requests.title')}>
      <Counters>
        <Counter value={of.centerRequests.totalCount} label="centerDesk.requests" href="/center/requests" />
        <Counter value={of.reports.totalCount} label="centerDesk.reports" href="/center/requests#reports" />
      </Counters>
    </Card>
  );
}
