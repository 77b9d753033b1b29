import { Link } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { ButtonLink } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useViewer } from '../../shell/viewer';
import { dateInWords, eventTime, momentHere } from '../../text/dates';
import { qualification } from '../../text/qualification';
import { text } from '../../text/text';
import { MeFrame } from '../me/MeFrame';
import { mySchool, opensQuery } from './queries';
import { teaches } from './roles';

type Mine = ResultOf<typeof mySchool>['mySchool'];

/** What the viewer can do, with which shifts it opens; their certificates; and what they learn. */
export default function MySchool() {
  return (
    <MeFrame title="me.school">
      <Loaded />
      <SeeQuery document={mySchool} />
    </MeFrame>
  );
}

function Loaded() {
  const { data, error, again } = useData(mySchool, {});
  const { data: who } = useViewer();
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const { qualifications, certificates, enrollments } = data.mySchool;
  return (
    <>
      {teaches(who?.viewer?.memberships ?? []) && (
        <p>
          <Link href="/center/school">{text('school.desk')}</Link>
        </p>
      )}
      <section className={layout['section']} aria-labelledby="qualifications">
        <h2 id="qualifications">{text('me.school.qualifications')}</h2>
        {qualifications.length === 0 && (
          <Notice>
            {text('me.school.none')} <ButtonLink href="/courses">{text('courses.title')}</ButtonLink>
          </Notice>
        )}
        <ul className={card['cards']}>
          {qualifications.map((one) => (
            <Qualification key={`${one.kind}${one.issuedOn}${one.expiresOn ?? ''}`} of={one} />
          ))}
        </ul>
      </section>
      {certificates.length > 0 && <Certificates all={certificates} />}
      {enrollments.length > 0 && (
        <section className={layout['section']} aria-labelledby="learning">
          <h2 id="learning">{text('me.school.learning')}</h2>
          <ul className={form['list']}>
            {enrollments.map(({ id, state, position, lessonsAttended, cohort }) => (
              <li key={id} data-enrollment={state}>
                <div>
                  <Link href={`/courses/${cohort.course.id}`}>{cohort.course.title}</Link>
                  <p className={form['quiet']}>{eventTime(cohort.event.startsAt, cohort.event.endsAt, cohort.event.timeZone)}</p>
                  <p>
                    {state === 'WAITLISTED' ? text('enrollment.waits', { position: position ?? 0 }) : text(`enrollment.state.${state}`)}
                    {' · '}
                    {text('enrollment.attended', { attended: lessonsAttended, lessons: cohort.lessons.length })}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Qualification({ of: { kind, expiresOn, valid } }: { of: Mine['qualifications'][number] }) {
  return (
    <li className={card['card']} data-qualification={kind} data-valid={valid}>
      <h3>{qualification(kind)}</h3>
      <p>
        {!valid && text('me.school.over')}
        {valid && (expiresOn ? text('me.school.until', { date: dateInWords(expiresOn) }) : text('passport.forEver'))}
      </p>
      {valid ? <Opens kind={kind} /> : <Link href={`/courses?grants=${kind}`}>{text('courses.of', { name: qualification(kind) })}</Link>}
    </li>
  );
}

function Opens({ kind }: { kind: string }) {
  const { data } = useData(opensQuery, { qualification: kind });
  if (!data) return null;
  const opened = (data.events.edges ?? []).flatMap((edge) => edge?.node ?? []);
  return (
    <>
      <p>{text('me.school.opens', { count: data.events.totalCount })}</p>
      <ul className={form['points']}>
        {opened.map(({ id, title, startsAt, endsAt, timeZone }) => (
          <li key={id}>
            <Link href={`/events/${id}`}>{title}</Link>, {eventTime(startsAt, endsAt, timeZone)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Certificates({ all }: { all: Mine['certificates'] }) {
  return (
    <section className={layout['section']} aria-labelledby="certificates">
      <h2 id="certificates">{text('me.school.certificates')}</h2>
      <ul className={form['list']}>
        {all.map(({ id, serial, state, course, issuedOn, expiresOn, revokedAt, reason }) => (
          <li key={id} data-certificate={state}>
            <div>
              <Link href={`/passports/${serial}`}>{course.title}</Link>, {course.organization.name}
              <p className={form['quiet']}>
                {dateInWords(issuedOn)} ·{' '}
                {state === 'ISSUED' && expiresOn ? text('me.school.until', { date: dateInWords(expiresOn) }) : text(`certificate.state.${state}`)}
                {revokedAt && ` · ${momentHere(revokedAt)}`}
              </p>
              {reason && <p>{reason}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
