import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import { useTold } from '../../api/use-told';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { dateInWords, daysInWords, eventTime } from '../../text/dates';
import { language, text } from '../../text/text';
import { money } from '../credit/amounts';
import { GiveEvent } from './GiveEvent';
import { Indicators } from './Indicators';
import style from './projects.module.css';
import { projectQuery } from './queries';
import { Reports } from './Reports';
import { Steps } from './Steps';
import { type Project, usePart } from './types';

/** One project: its contract, what it is to reach and what is counted, its reports and events, and what the reader can do. */
export default function ProjectPage() {
  const { id = '' } = useParams();
  const variables = { id };
  const { data, error, again } = useData(projectQuery, variables);
  useTold(again);
  const project = data?.node?.__typename === 'Project' ? data.node : undefined;
  usePage(project?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  if (!project) return <NotFound />;
  return <View project={project} again={again} />;
}

function View({ project, again }: { project: Project; again: () => void }) {
  const part = usePart(project);
  const { id, title, titleLocale, description, state, late, lateBy, reason } = project;
  const events = (project.events.edges ?? []).flatMap((edge) => edge?.node ?? []);
  return (
    <div className={layout['page']} data-project={id} data-state={state}>
      <section className={layout['section']}>
        <Link href="/projects" className={layout['crumb']}>
          {text('projects.title')}
        </Link>
        <h1>
          <span {...(titleLocale !== language && { lang: titleLocale })}>{title}</span> <span className={card['state']}>{text(`project.state.${state}`)}</span>
        </h1>
        {late && lateBy && <p className={card['late']}>{text(`project.late.${lateBy}`)}</p>}
        {description && <p className={card['said']}>{description}</p>}
        {reason && <p className={card['said']}>{text('mentoring.reason', { reason })}</p>}
        <Facts project={project} />
        <Steps project={project} part={part} again={again} />
      </section>
      <Indicators project={project} part={part} again={again} />
      <Reports project={project} part={part} again={again} />
      <section className={layout['section']} aria-labelledby="events">
        <h2 id="events">
          {text('project.events')} <span className={card['quiet']}>{project.events.totalCount}</span>
        </h2>
        {events.length === 0 && <p className={card['quiet']}>{text('project.events.none')}</p>}
        <ul className={style['events']}>
          {events.map((event) => (
            <li key={event.id}>
              <Link href={`/events/${event.id}`}>{event.title}</Link>{' '}
              <span className={card['quiet']}>{eventTime(event.startsAt, event.endsAt, event.timeZone)}</span>
            </li>
          ))}
        </ul>
        {part.runs && ['AWARDED', 'RUNNING', 'REPORTING', 'RETURNED'].includes(state) && <GiveEvent project={project} again={again} />}
        <SeeQuery document={projectQuery} variables={{ id }} />
      </section>
    </div>
  );
}

function Facts({ project }: { project: Project }) {
  const { organization, region, funding, contractNumber, sum, startsOn, endsOn, closedAt } = project;
  return (
    <dl className={style['facts']}>
      <dt>{text('desk.organization')}</dt>
      <dd>
        <Link href={`/organizations/${organization.id}`}>{organization.name}</Link>
      </dd>
      <dt>{text('events.region')}</dt>
      <dd>
        <Link href={`/regions/${region.iso}`}>{region.name}</Link>
      </dd>
      <dt>{text('projects.funding')}</dt>
      <dd>{text(`project.funding.${funding}`)}</dd>
      {contractNumber && (
        <>
          <dt>{text('project.contract')}</dt>
          <dd>{contractNumber}</dd>
        </>
      )}
      <dt>{text('project.sum')}</dt>
      <dd className="tabular">{money(sum)}</dd>
      <dt>{text('project.period')}</dt>
      <dd>
        {daysInWords(startsOn, endsOn)}
      </dd>
      {closedAt && (
        <>
          <dt>{text('project.closed')}</dt>
          <dd>{dateInWords(closedAt.slice(0, 10))}</dd>
        </>
      )}
    </dl>
  );
}
