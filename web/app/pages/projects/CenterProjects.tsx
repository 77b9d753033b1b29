import { useData } from '../../api/use-data';
import { useTold } from '../../api/use-told';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { nodes } from '../center/cards/nodes';
import { ProjectCard } from './ProjectCard';
import { projectsOfCenter } from './queries';
import type { Brief } from './types';

/** The projects of a region that wait for its support center: applications, reports, what is to be closed; and what is late. */
export default function CenterProjects() {
  return (
    <CenterGate title={text('projects.title')} about={text('projects.center.about')}>
      {(center) => <OfCenter key={center.id} center={center} />}
    </CenterGate>
  );
}

function OfCenter({ center }: { center: Center }) {
  const variables = { regionId: center.region.id };
  const { data, error, again } = useData(projectsOfCenter, variables);
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const reports = nodes(data.running).filter((project) => project.reports.some(({ state }) => state === 'SUBMITTED'));
  return (
    <>
      <Group name="applications" projects={nodes(data.applications)} />
      <Group name="reports" projects={[...nodes(data.reporting), ...reports]} />
      <Group name="accepted" projects={nodes(data.accepted)} />
      <Group name="late" projects={nodes(data.late)} />
      <SeeQuery document={projectsOfCenter} variables={variables} />
    </>
  );
}

function Group({ name, projects }: { name: 'applications' | 'reports' | 'accepted' | 'late'; projects: Brief[] }) {
  return (
    <section className={layout['section']} aria-labelledby={name} data-group={name}>
      <h2 id={name}>
        {text(`projects.group.${name}`)} <span className={card['quiet']}>{projects.length}</span>
      </h2>
      {projects.length === 0 && <p className={card['quiet']}>{text('requests.empty')}</p>}
      <ul className={card['cards']}>
        {projects.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </ul>
    </section>
  );
}
