import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import { ButtonLink } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { dateInWords } from '../../text/dates';
import { holds } from '../../text/mandate';
import { text } from '../../text/text';
import style from './organizations.module.css';
import { centerQuery } from './queries';
import { Reach } from './Reach';

/** The support center of a region: who holds the mandate, how to reach it, and how to ask it for help. */
export default function CenterPage() {
  const { iso = '' } = useParams();
  const { data, error, again } = useData(centerQuery, {});
  const region = data?.regions.find((one) => one.iso === iso);
  usePage(region && text('center.title', { region: region.name }));
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  if (!region) return <NotFound />;
  const center = region.supportCenters.find(holds);
  const written = Boolean(center && (center.organization.contactEmail || center.organization.contactPhone));
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <Link href={`/regions/${iso}`} className={layout['crumb']}>
          {region.name}
        </Link>
        <h1>{text('center.title', { region: region.name })}</h1>
        <p className={layout['lead']}>{text('center.about')}</p>
        {!center && <Notice>{text('center.none')}</Notice>}
        {center && (
          <>
            <h2>
              <Link href={`/organizations/${center.organization.id}`}>{center.organization.name}</Link>
            </h2>
            <p className={style['kind']}>{text('center.since', { date: dateInWords(center.validFrom) })}</p>
            {center.organization.description && <p className={style['description']}>{center.organization.description}</p>}
            <dl className={style['facts']}>
              <Reach {...center.organization} />
              <dt>{text('center.people')}</dt>
              <dd>{text('center.people.about')}</dd>
            </dl>
            <p className={form['steps']}>
              <ButtonLink href={`/organizations/${center.organization.id}`}>{text('center.organization')}</ButtonLink>
              <ButtonLink href={`/organizations?region=${iso}`}>{text('center.organizations')}</ButtonLink>
              <ButtonLink href={`/courses?region=${iso}`}>{text('courses.title')}</ButtonLink>
              <ButtonLink href={`/mentoring?region=${iso}`}>{text('mentoring.title')}</ButtonLink>
            </p>
          </>
        )}
        <SeeQuery document={centerQuery} />
      </section>
      {center && (
        <section className={layout['section']} aria-labelledby="help">
          <h2 id="help">{text('center.help')}</h2>
          <dl className={style['facts']}>
            <dt>{text('center.help.person')}</dt>
            <dd>{text(written ? 'center.help.person.write' : 'center.help.person.none')}</dd>
            <dt>{text('center.help.organization')}</dt>
            <dd>{text('center.help.organization.about')}</dd>
          </dl>
          <p className={form['steps']}>
            <ButtonLink kind="primary" href="/desk/mentoring">
              {text('mentoring.ask.do')}
            </ButtonLink>
            <ButtonLink href="/desk/organization/new">{text('found.title')}</ButtonLink>
            <ButtonLink href={`/events?region=${iso}`}>{text('center.events')}</ButtonLink>
          </p>
        </section>
      )}
    </div>
  );
}
