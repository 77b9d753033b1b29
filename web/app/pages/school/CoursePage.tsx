import { Link, useParams } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useData, useLive } from '../../api/use-data';
import { ofConnection, useRest } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { eventTime } from '../../text/dates';
import { language, text } from '../../text/text';
import { ShiftPanel } from '../event/ShiftPanel';
import { useMine } from '../event/use-mine';
import { CourseHead } from './CourseHead';
import { cohortPlaces, courseQuery, moreCohorts } from './queries';
import style from './school.module.css';

type Course = Extract<NonNullable<ResultOf<typeof courseQuery>['node']>, { __typename: 'Course' }>;
type Cohort = NonNullable<NonNullable<NonNullable<Course['cohorts']['edges']>[number]>['node']>;

/** A course: what one learns, what it asks for and grants, and its cohorts with their places. */
export default function CoursePage() {
  const { id = '' } = useParams();
  const { data, error, again } = useData(courseQuery, { id });
  const course = data?.node?.__typename === 'Course' ? data.node : undefined;
  usePage(course?.title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  if (!course) return <NotFound />;
  return <CourseView course={course} again={again} />;
}

function CourseView({ course, again }: { course: Course; again: () => void }) {
  // All of them: which are still to come follows from where each stands. The newest was made last.
  const list = useRest({
    first: ofConnection(course.cohorts),
    answer: course,
    query: moreCohorts,
    variables: (before) => ({ id: course.id, before }),
    of: ({ node }) => (node?.__typename === 'Course' ? ofConnection(node.cohorts) : undefined),
    wanted: Infinity,
  });
  const cohorts = [...list.rows].reverse();
  const mine = useMine(cohorts.map(({ shift }) => shift), again);
  const [coming, over] = [
    cohorts.filter(({ event }) => event.state === 'PUBLISHED'),
    cohorts.filter(({ event, viewerEnrollment }) => event.state !== 'PUBLISHED' && event.state !== 'DRAFT' && viewerEnrollment),
  ];
  return (
    <div className={layout['page']} data-course={course.id}>
      <section className={layout['section']}>
        <Link href="/courses" className={layout['crumb']}>
          {text('courses.title')}
        </Link>
        <h1 {...(course.titleLocale !== language && { lang: course.titleLocale })}>{course.title}</h1>
        <CourseHead course={course} />
        {course.summary && <p className={card['said']}>{course.summary}</p>}
        {course.prerequisites.length > 0 && (
          <p>
            {text('course.asks')}:{' '}
            {course.prerequisites.map(({ id, title }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link href={`/courses/${id}`}>{title}</Link>
              </span>
            ))}
          </p>
        )}
        {course.state === 'RETIRED' && <Notice>{text('course.state.RETIRED')}</Notice>}
      </section>
      <section className={layout['section']} aria-labelledby="cohorts">
        <h2 id="cohorts">{text('course.cohorts', { count: coming.length })}</h2>
        {coming.length === 0 && <Notice>{text('courses.noCohort')}</Notice>}
        {coming.map((cohort) => (
          <CohortPanel key={cohort.id} cohort={cohort} page={`/courses/${course.id}`} mine={mine} again={again} />
        ))}
        {over.map(({ id, event, viewerEnrollment }) => (
          <p key={id}>
            {eventTime(event.startsAt, event.endsAt, event.timeZone)} ·{' '}
            {viewerEnrollment && text(`enrollment.state.${viewerEnrollment.state}`)}
            {viewerEnrollment?.certificate && (
              <>
                {' '}
                <Link href={`/passports/${viewerEnrollment.certificate.serial}`}>{text('school.certificate')}</Link>
              </>
            )}
          </p>
        ))}
        <SeeQuery document={courseQuery} variables={{ id: course.id }} />
      </section>
    </div>
  );
}

interface PanelProps {
  cohort: Cohort;
  page: string;
  mine: ReturnType<typeof useMine>;
  again: () => void;
}

/** A cohort: its places are those of its shift, live; then its lessons. */
function CohortPanel({ cohort, page, mine, again }: PanelProps) {
  const { event, shift, lessons, viewerEnrollment } = cohort;
  const { data } = useLive(cohortPlaces, { cohortId: cohort.id });
  const where = [event.remote ? text('event.remote') : event.region?.name, event.venue].filter(Boolean).join(', ');
  return (
    <div data-cohort={cohort.id} className={style['cohorts']}>
      <ShiftPanel
        page={page}
        timeZone={event.timeZone}
        shift={shift}
        counts={data?.cohortCapacity.shifts.find(({ shiftId }) => shiftId === shift.id)}
        mine={mine.on(shift.id)}
        mineKnown={mine.known}
        again={again}
      >
        {where && <p>{where}</p>}
        {(viewerEnrollment?.state === 'PASSED' || viewerEnrollment?.state === 'FAILED') && <p>{text(`enrollment.state.${viewerEnrollment.state}`)}</p>}
        <details>
          <summary>{text('cohort.lessons', { count: lessons.length })}</summary>
          <ul className={style['lessons']}>
            {lessons.map(({ id, title, startsAt, endsAt }) => (
              <li key={id}>
                {eventTime(startsAt, endsAt, event.timeZone)}. {title}
              </li>
            ))}
          </ul>
        </details>
      </ShiftPanel>
    </div>
  );
}
