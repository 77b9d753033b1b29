import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const studiesCard = graphql(`
  fragment StudiesCard on Query @_unmask {
    planned: studies(centerId: $centerId, state: PLANNED, first: 1) {
      totalCount
    }
    fieldwork: studies(centerId: $centerId, state: FIELDWORK, first: 1) {
      totalCount
    }
    review: studies(centerId: $centerId, state: REVIEW, first: 1) {
      totalCount
    }
    published: studies(regionId: $regionId, state: PUBLISHED, first: 1) {
      totalCount
    }
  }
`);

/** What the center studies, as far as the reader may see it, and what is published of its region. */
export function Studies({ of, center }: { of: ResultOf<typeof studiesCard>; center: Center }) {
  return (
    <Card title={text('research.title')}>
      <Counters>
        <Counter
          value={of.planned.totalCount + of.fieldwork.totalCount + of.review.totalCount}
          label="centerDesk.studies"
          href={`/center/research?organization=${center.id}`}
        />
        <Counter value={of.published.totalCount} label="centerDesk.published" href={`/research?region=${center.region.iso}`} />
      </Counters>
    </Card>
  );
}
