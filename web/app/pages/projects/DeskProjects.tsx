import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { useTold } from '../../api/use-told';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../desk/DeskGate';
import { DeskTabs } from '../desk/DeskTabs';
import { Apply } from './Apply';
import { ProjectCard } from './ProjectCard';
import { projectsQuery } from './queries';

/** The projects of an organization: what is to do with each, and an application for another one. */
export default function DeskProjects() {
  usePage(text('projects.title'));
  return <DeskGate title={text('projects.title')}>{(runs) => <OfRuns runs={runs} />}</DeskGate>;
}

function OfRuns({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('projects.title')}</h1>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
        <p className={layout['lead']}>{text('projects.desk.about')}</p>
      </div>
      <OfOrganization key={chosen.id} chosen={chosen} />
    </div>
  );
}

function OfOrganization({ chosen }: { chosen: Run }) {
  const variables = { organizationId: chosen.id, first: 50 };
  const { data, error, again } = useData(projectsQuery, variables);
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={3} />;
  const all = (data.projects.edges ?? []).flatMap((edge) => edge?.node ?? []);
  return (
    <>
      <section className={layout['section']} aria-label={text('projects.title')}>
        {all.length === 0 && <Notice>{text('projects.desk.empty')}</Notice>}
        <ul className={card['cards']}>
          {all.map((project) => (
            <ProjectCard key={project.id} project={project} {...(project.state !== 'CLOSED' && { said: text(`project.next.${project.state}`) })} />
          ))}
        </ul>
      </section>
      {chosen.admin && chosen.status === 'VERIFIED' && <Apply organizationId={chosen.id} done={again} />}
      {chosen.status !== 'VERIFIED' && (
        <p>
          {text('projects.desk.unverified')} <Link href={`/desk/organization?organization=${chosen.id}`}>{text('desk.profile')}</Link>
        </p>
      )}
      <SeeQuery document={projectsQuery} variables={variables} />
    </>
  );
}
