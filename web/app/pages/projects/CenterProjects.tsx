import type { ResultOf, VariablesOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { ofConnection, useRest } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { number, text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { ProjectCard } from './ProjectCard';
import { projectsOfCenter, projectsQuery } from './queries';

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
  const all = { answer: data, regionId: center.region.id };
  return (
    <>
      <Group name="applications" only={{ state: 'APPLICATION' }} {...all} />
      <Group name="reports" only={{ reportWaits: true }} {...all} />
      <Group name="accepted" only={{ state: 'ACCEPTED' }} {...all} />
      <Group name="late" only={{ late: true }} {...all} />
      <SeeQuery document={projectsOfCenter} variables={variables} />
    </>
  );
}

interface GroupProps {
  name: 'applications' | 'reports' | 'accepted' | 'late';
  /** What the group has, as a filter. */
  only: Partial<VariablesOf<typeof projectsQuery>>;
  regionId: string;
  answer: ResultOf<typeof projectsOfCenter>;
}

function Group({ name, only, regionId, answer }: GroupProps) {
  const list = useRest({
    first: ofConnection(answer[name]),
    answer,
    query: projectsQuery,
    variables: (after) => ({ first: 20, after, regionId, ...only }),
    of: (data) => ofConnection(data.projects),
  });
  return (
    <section className={layout['section']} aria-labelledby={name} data-group={name}>
      <h2 id={name}>
        {text(`projects.group.${name}`)} <span className={card['quiet']}>{number(list.total)}</span>
      </h2>
      {list.total === 0 && <p className={card['quiet']}>{text('requests.empty')}</p>}
      <ul className={card['cards']}>
        {list.rows.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </ul>
      <More list={list} />
    </section>
  );
}
