import { useMemo } from 'react';
import { graphql } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import style from './cards/cards.module.css';
import { Filling } from './cards/Filling';
import { Hours, hoursCard } from './cards/Hours';
import { Mentoring, mentoringCard } from './cards/Mentoring';
import { News, newsCard } from './cards/News';
import { Now } from './cards/Now';
import { Overdue, overdueCard } from './cards/Overdue';
import { Projects, projectsCard } from './cards/Projects';
import { Requests, requestsCard } from './cards/Requests';
import { School, schoolCard } from './cards/School';
import { Studies, studiesCard } from './cards/Studies';
import { type Center, CenterGate } from './CenterGate';
import { unsettledAfter } from './unsettled';
import { useDesk } from './use-desk';

/** The whole desk in one question, of at most 30 fields: each card says what it needs. */
const centerDesk = graphql(
  `
    query CenterDesk($centerId: ID!, $regionId: ID!, $weekAgo: DateTime!) {
      ...RequestsCard
      ...MentoringCard
      ...ProjectsCard
      ...HoursCard
      ...SchoolCard
      ...StudiesCard
      ...NewsCard
      ...OverdueCard
    }
  `,
  [requestsCard, mentoringCard, projectsCard, hoursCard, schoolCard, studiesCard, newsCard, overdueCard],
);

const minute = 60_000; // ms

/** A coordinator's day on one page: the region live, what waits, what fills up, and what is overdue; each number opens its list. */
export default function CenterDesk() {
  return (
    <CenterGate title={text('centerDesk.title')} about={text('centerDesk.about')}>
      {(center) => <Cards key={center.id} center={center} />}
    </CenterGate>
  );
}

function Cards({ center }: { center: Center }) {
  const moment = useMemo(() => Math.floor(Date.now() / minute) * minute, []);
  const at = (time: number) => new Date(time).toISOString();
  const variables = { centerId: center.id, regionId: center.region.id, weekAgo: at(moment - unsettledAfter) };
  const { data, error, again } = useData(centerDesk, variables);
  useDesk(center.region.id, again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={5} />;
  return (
    <>
      <div className={style['grid']}>
        <Now center={center} />
        <Overdue of={data} center={center} weekAgo={variables.weekAgo} />
        <Requests of={data} />
        <Mentoring of={data} center={center} />
        <Projects of={data} center={center} />
        <Hours of={data} center={center} />
        <School of={data} center={center} />
        <Studies of={data} center={center} />
        <News of={data} center={center} />
        <Filling center={center} now={at(moment)} />
      </div>
      <SeeQuery document={centerDesk} variables={variables} />
    </>
  );
}
