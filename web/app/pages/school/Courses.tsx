import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import { Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useFilter } from '../../parts/use-filter';
import { usePage } from '../../parts/use-page';
import { momentIn } from '../../text/dates';
import { qualification } from '../../text/qualification';
import { language, text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import { CourseHead } from './CourseHead';
import { coursesQuery } from './queries';
import style from './school.module.css';

type Course = NonNullable<NonNullable<NonNullable<ResultOf<typeof coursesQuery>['courses']['edges']>[number]>['node']>;

const levels = [1, 2, 3];

/** What the Schools of Volunteers teach, and where one can still begin. */
export default function Courses() {
  usePage(text('courses.title'));
  const { value, change, more } = useFilter();
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find(({ iso }) => iso === value('region'))?.id;
  const grants = value('grants');
  const variables = {
    first: 20,
    ...(regionId && { regionId }),
    ...(Number(value('level')) && { level: Number(value('level')) }),
    ...(grants && { grants }),
  };
  const pause = value('region') !== '' && !regionId;
  const { data, error, loading, again, list } = useList(coursesQuery, variables, ({ courses }) => ofConnection(courses), { pause, ...more });
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('courses.title')}</h1>
        <p className={layout['lead']}>{text('courses.about')}</p>
        <form className={`${card['filters']} no-print`} role="search" onSubmit={(event) => event.preventDefault()}>
          <RegionSelect regions={choices?.regions} value={value('region')} choose={(region) => change({ region })} />
          <Select label={text('courses.level')} value={value('level')} onChange={({ target }) => change({ level: target.value })}>
            <option value="">{text('courses.level.all')}</option>
            {levels.map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
          </Select>
        </form>
        {grants && (
          <p>
            {text('courses.of', { name: qualification(grants) })} · <Link href="/courses">{text('courses.all')}</Link>
          </p>
        )}
        <p role="status" className="tabular">
          {data && !loading ? text('courses.found', { count: data.courses.totalCount }) : '\u00a0'}
        </p>
      </section>
      <section className={layout['section']} aria-label={text('courses.title')} aria-busy={loading}>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={5} />}
        {data && list.rows.length === 0 && <Notice>{text('courses.empty')}</Notice>}
        <ul className={card['cards']}>
          {list.rows.map((course) => (
            <CourseCard key={course.id} course={course} />
          ))}
        </ul>
        <More list={list} />
        <SeeQuery document={coursesQuery} variables={variables} />
      </section>
    </div>
  );
}

function CourseCard({ course }: { course: Course }) {
  const coming = (course.cohorts.edges ?? [])
    .flatMap((edge) => edge?.node ?? [])
    .filter(({ event, shift }) => event.state === 'PUBLISHED' && (shift.live.state === 'OPEN' || shift.live.state === 'SCHEDULED'));
  return (
    <li className={card['card']} data-course={course.id}>
      <h2>
        <Link href={`/courses/${course.id}`} {...(course.titleLocale !== language && { lang: course.titleLocale })}>
          {course.title}
        </Link>
      </h2>
      <CourseHead course={course} />
      {coming.length === 0 && <p className={card['quiet']}>{text('courses.noCohort')}</p>}
      {coming.length > 0 && (
        <ul className={style['cohorts']}>
          {coming.map(({ id, event, shift }) => (
            <li key={id} className={style['cohort']}>
              <span>{text('cohort.from', { time: momentIn(event.startsAt, event.timeZone) })}</span>
              <span className={style['free']}>
                {shift.live.available > 0
                  ? text('cohort.free', { available: shift.live.available })
                  : text('cohort.full', { waitlisted: shift.live.waitlisted })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
