import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const newsCard = graphql(`
  fragment NewsCard on Query @_unmask {
    mistakeReports(state: NEW, first: 1) {
      totalCount
    }
  }
`);

/** What readers say is wrong in what the center publishes, as far as the reader answers that. */
export function News({ of, center }: { of: ResultOf<typeof newsCard>; center: Center }) {
  return (
    <Card title={text('news.title')}>
      <Counters>
        <Counter value={of.mistakeReports.totalCount} label="centerDesk.mistakes" href={`/center/news?organization=${center.id}`} />
      </Counters>
    </Card>
  );
}
