import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useAction } from '../../api/use-action';
import { ofConnection, useList, useRest } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { momentIn } from '../../text/dates';
import { text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { Certificates } from './Certificates';
import { CohortDesk } from './CohortDesk';
import { CourseHead } from './CourseHead';
import { moreCohorts, openCourse, retireCourse, schoolQuery } from './desk-queries';
import { NewCohort } from './NewCohort';
import { CourseForm, NewCourse } from './NewCourse';
import { trainers } from './roles';
import style from './school.module.css';
import type { DeskCourse } from './types';

/** The School of Volunteers of a support center, for who teaches there: courses and cohorts, and one cohort with its people. */
export default function CenterSchool() {
  const [search] = useSearchParams();
  const cohort = search.get('cohort');
  return (
    <CenterGate title={text('school.title')} about={text('school.about')} roles={trainers}>
      {(center) => (cohort ? <CohortDesk key={cohort} id={cohort} center={center} /> : <OfCenter key={center.id} center={center} />)}
    </CenterGate>
  );
}

function OfCenter({ center }: { center: Center }) {
  const variables = { organizationId: center.id };
  const { data, error, again, list } = useList(schoolQuery, variables, ({ courses: taught }) => ofConnection(taught));
  const courses = list.rows;
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  return (
    <>
      <section className={layout['section']} aria-labelledby="courses">
        <h2 id="courses">{text('courses.title')}</h2>
        {courses.length === 0 && <Notice>{text('school.empty')}</Notice>}
        <ul className={card['cards']}>
          {courses.map((course) => (
            <CourseRow key={course.id} course={course} courses={courses} center={center} again={again} />
          ))}
        </ul>
        <More list={list} />
        <NewCourse organizationId={center.id} courses={courses} again={again} />
        <SeeQuery document={schoolQuery} variables={variables} />
      </section>
      <Certificates organizationId={center.id} />
    </>
  );
}

interface RowProps {
  course: DeskCourse;
  courses: readonly DeskCourse[];
  center: Center;
  again: () => void;
}

function CourseRow({ course, courses, center, again }: RowProps) {
  const [edits, setEdits] = useState(false);
  const { busy, refusals, run } = useAction();
  const cohorts = useRest({
    first: ofConnection(course.cohorts),
    answer: course,
    query: moreCohorts,
    variables: (before) => ({ id: course.id, before }),
    of: ({ node }) => (node?.__typename === 'Course' ? ofConnection(node.cohorts) : undefined),
  });
  const move = async (step: typeof openCourse | typeof retireCourse) => {
    const done =
      step === openCourse
        ? await run(openCourse, { courseId: course.id, expectedVersion: course.version })
        : await run(retireCourse, { courseId: course.id, expectedVersion: course.version });
    if (done) again();
  };
  return (
    <li className={card['card']} data-course={course.id} data-state={course.state}>
      <div className={card['head']}>
        <h3>
          <Link href={`/courses/${course.id}`}>{course.title}</Link>
        </h3>
        <span className={card['state']}>{text(`course.state.${course.state}`)}</span>
      </div>
      <CourseHead course={course} />
      {course.prerequisites.length > 0 && (
        <p>
          {text('course.asks')}: {course.prerequisites.map(({ title }) => title).join(', ')}
        </p>
      )}
      {edits && <CourseForm organizationId={center.id} courses={courses} course={course} again={again} back={() => setEdits(false)} />}
      <ul className={style['cohorts']}>
        {cohorts.rows.map(({ id, event, shift }) => (
          <li key={id} className={style['cohort']} data-cohort={id}>
            <Link href={`/center/school?organization=${center.id}&cohort=${id}`}>
              {text('cohort.from', { time: momentIn(event.startsAt, event.timeZone) })}
            </Link>
            <span className={card['quiet']}>{text(`event.state.${event.state}`)}</span>
            <span className="tabular">
              {text('cohort.taken', { confirmed: shift.live.confirmed, capacity: shift.live.capacity, waitlisted: shift.live.waitlisted })}
            </span>
          </li>
        ))}
      </ul>
      <More list={cohorts} />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        {course.state === 'DRAFT' && (
          <Button kind="primary" busy={busy} onClick={() => void move(openCourse)}>
            {text('school.open')}
          </Button>
        )}
        {course.state !== 'RETIRED' && !edits && <Button onClick={() => setEdits(true)}>{text('news.edit')}</Button>}
        {course.state === 'OPEN' && <NewCohort course={course} center={center} again={again} />}
        {course.state === 'OPEN' && (
          <Button kind="quiet" busy={busy} onClick={() => void move(retireCourse)}>
            {text('school.retire')}
          </Button>
        )}
      </div>
    </li>
  );
}
