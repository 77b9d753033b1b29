import { useMemo } from 'react';
import { Link, useParams } from 'wouter';
import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { ofConnection, useRest } from '../../api/use-rest';
import { EventCard } from '../../parts/EventCard';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { holds } from '../../text/mandate';
import { number, text } from '../../text/text';
import style from './organizations.module.css';
import { moreComing, organizationQuery } from './queries';
import { Reach } from './Reach';
import { Together } from './Together';

type OrganizationNode = Extract<NonNullable<ResultOf<typeof organizationQuery>['node']>, { __typename: 'Organization' }>;

/** One organization: what it does and where, its center, what it has coming. */
export default function OrganizationPage() {
  const { id = '' } = useParams();
  const now = useMemo(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString(), []);
  const variables = { id, now };
  const { data, error, again } = useData(organizationQuery, variables);
  const organization = data?.node?.__typename === 'Organization' ? data.node : undefined;
  const events = useRest({
    first: organization && ofConnection(organization.events),
    answer: data,
    query: moreComing,
    variables: (after) => ({ ...variables, after }),
    of: ({ node }) => (node?.__typename === 'Organization' ? ofConnection(node.events) : undefined),
  });
  usePage(organization?.name);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  if (!organization) return <NotFound />;
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <Link href="/organizations" className={layout['crumb']}>
          {text('organization.back')}
        </Link>
        <h1>{organization.name}</h1>
        <p className={style['kind']}>
          {text(`organization.form.${organization.legalForm}`)} ·{' '}
          {organization.status === 'VERIFIED'
            ? `✓\u00a0${text('organization.verified')}`
            : text(`organization.status.${organization.status}`)}
        </p>
        {organization.description && <p className={style['description']}>{organization.description}</p>}
        <Facts organization={organization} />
        <Together organization={organization} again={again} />
      </section>
      <section className={layout['section']} aria-labelledby="coming">
        <h2 id="coming">{text('organization.coming', { count: events.total })}</h2>
        {events.total === 0 && <Notice>{text('organization.coming.empty')}</Notice>}
        <div className={layout['cards']}>
          {events.rows.map((event) => (
            <EventCard key={event.id} event={event} />
          ))}
        </div>
        <More list={events} />
        <SeeQuery document={organizationQuery} variables={variables} />
      </section>
    </div>
  );
}

function Facts({ organization }: { organization: OrganizationNode }) {
  const { hours, homeRegion, regions, directions, parent } = organization;
  const mandates = organization.supportCenters.filter(holds);
  // The center of the home region verifies it; who named none is helped by those of its regions.
  const centers = (homeRegion ? [homeRegion] : regions).flatMap(({ iso, supportCenters: all }) => all.filter(holds).map((center) => ({ ...center, iso })));
  return (
    <dl className={style['facts']}>
      <dt>{text('organization.directions')}</dt>
      <dd>
        <ul className={layout['chips']}>
          {directions.map(({ id, code, name }) => (
            <li key={id}>
              <Link className={layout['chip']} href={`/directions/${code}`}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{text('organization.regions')}</dt>
      <dd>
        <ul className={layout['chips']}>
          {regions.map(({ id, iso, name }) => (
            <li key={id}>
              <Link className={layout['chip']} href={`/regions/${iso}`}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </dd>
      {mandates.length > 0 && (
        <>
          <dt>{text('organization.center')}</dt>
          <dd>
            {mandates.map(({ id, region }) => (
              <Link key={id} href={`/centers/${region.iso}`}>
                {region.name}
              </Link>
            ))}
          </dd>
        </>
      )}
      {mandates.length === 0 && centers.length > 0 && (
        <>
          <dt>{text('organization.itsCenter')}</dt>
          <dd className={style['contacts']} data-center>
            {centers.map((center) => (
              <Link key={center.id} href={`/centers/${center.iso}`}>
                {center.organization.name}
              </Link>
            ))}
          </dd>
        </>
      )}
      {Number(hours.minutes) > 0 && (
        <>
          <dt>{text('organization.hours')}</dt>
          <dd data-hours>{number(Math.floor(Number(hours.minutes) / 60))}</dd>
        </>
      )}
      {parent && (
        <>
          <dt>{text('organization.parent')}</dt>
          <dd>
            <Link href={`/organizations/${parent.id}`}>{parent.name}</Link>
          </dd>
        </>
      )}
      <Reach {...organization} />
    </dl>
  );
}
