import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';

export const projectsCard = graphql(`
  fragment ProjectsCard on Query @_unmask {
    applications: projects(regionId: $regionId, state: APPLICATION, first: 1) {
      totalCount
    }
    reportsWait: projects(regionId: $regionId, reportWaits: true, first: 1) {
      totalCount
    }
    running: projects(regionId: $regionId, state: RUNNING, first: 1) {
      totalCount
    }
    lateByCenter: projects(regionId: $regionId, lateBy: CENTER, first: 1) {
      totalCount
    }
    lateByOrganization: projects(regionId: $regionId, lateBy: ORGANIZATION, first: 1) {
      totalCount
    }
  }
`);

type Of = ResultOf<typeof projectsCard>;

/** Projects that wait for a decision, and those that are under way. */
export function Projects({ of, center }: { of: Of; center: Center }) {
  const list = `/center/projects?organization=${center.id}`;
  return (
    <Card title={text('projects.title')}>
      <Counters>
        <Counter value={of.applications.totalCount} label="centerDesk.applications" href={list} />
        <Counter value={of.reportsWait.totalCount} label="centerDesk.reportsWait" href={list} />
        <Counter value={of.running.totalCount} label="centerDesk.running" href={`/projects?region=${center.region.iso}&state=RUNNING`} />
      </Counters>
    </Card>
  );
}
