import { graphql, type ResultOf } from '../../../api/graphql';
import { Counter, Counters } from '../../../parts/Counter';
import { text } from '../../../text/text';
import type { Center } from '../CenterGate';
import { Card } from './Card';
import { nodes } from './nodes';

export const projectsCard = graphql(`
  fragment ProjectsCard on Query @_unmask {
    applications: projects(regionId: $regionId, state: APPLICATION, first: 1) {
      totalCount
    }
    reporting: projects(regionId: $regionId, state: REPORTING, first: 1) {
      totalCount
    }
    running: projects(regionId: $regionId, state: RUNNING, first: 50) {
      totalCount
      edges {
        node {
          id
          reports {
            id
            state
          }
        }
      }
    }
    lateProjects: projects(regionId: $regionId, late: true, first: 50) {
      edges {
        node {
          id
          lateBy
        }
      }
    }
  }
`);

type Of = ResultOf<typeof projectsCard>;

/** Projects that wait for a decision, and those that are under way. */
export function Projects({ of, center }: { of: Of; center: Center }) {
  const list = `/center/projects?organization=${center.id}`;
  const reports = nodes(of.running).filter((project) => project.reports.some(({ state }) => state === 'SUBMITTED')).length;
  return (
    <Card title={text('projects.title')}>
      <Counters>
        <Counter value={of.applications.totalCount} label="centerDesk.applications" href={list} />
        <Counter value={of.reporting.totalCount + reports} label="centerDesk.reportsWait" href={list} />
        <Counter value={of.running.totalCount} label="centerDesk.running" href={`/projects?region=${center.region.iso}&state=RUNNING`} />
      </Counters>
    </Card>
  );
}
