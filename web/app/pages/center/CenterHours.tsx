import { Link } from 'wouter';
import { graphql, type ResultOf } from '../../api/graphql';
import { ofRows, useList } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { useViewer } from '../../shell/viewer';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { hours } from '../credit/amounts';
import { type Center, CenterGate } from './CenterGate';
import { unsettledAfter } from './unsettled';
import { useDesk } from './use-desk';

export const regionHours = graphql(`
  query RegionHours($regionId: ID!, $after: ID) {
    regionHours(regionId: $regionId, first: 50, after: $after) {
      count
      minutes
      lines {
        id
        date
        minutes
        evidence
        organization {
          id
          name
        }
        event {
          id
          title
          state
          endsAt
        }
      }
    }
  }
`);

type Line = ResultOf<typeof regionHours>['regionHours']['lines'][number];

/** The hours of a region that wait to be verified, by organization: who verifies them, and where. */
export default function CenterHours() {
  return (
    <CenterGate title={text('centerHours.title')} about={text('centerHours.about')}>
      {(center) => <OfRegion key={center.id} center={center} />}
    </CenterGate>
  );
}

function OfRegion({ center: { region } }: { center: Center }) {
  const variables = { regionId: region.id };
  const { data, error, again, list } = useList(regionHours, variables, ({ regionHours: { lines, count } }) => ofRows(lines, count));
  useDesk(region.id, again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const { count, minutes } = data.regionHours;
  return (
    <section className={layout['section']} aria-labelledby="waiting">
      <h2 id="waiting">{region.name}</h2>
      <p role="status" className={card['quiet']}>
        {count > 0 ? text('centerHours.count', { count, hours: hours(minutes) }) : text('centerHours.none')}
      </p>
      <ul className={form['list']}>
        {list.rows.map((line, index) => (
          <Row key={line.id} line={line} first={line.organization.id !== list.rows[index - 1]?.organization.id} />
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={regionHours} variables={variables} />
    </section>
  );
}

/** One line, and who verifies it: the first of an organization is under its heading. */
function Row({ line: { id, organization, event, date, minutes, evidence }, first }: { line: Line; first: boolean }) {
  const runs = useRuns(organization.id);
  // A support center settles what nobody has settled for a week, and so verifies its hours.
  const asked = event?.state === 'DONE' && Date.now() - Date.parse(event.endsAt) > unsettledAfter;
  const whose = <Link href={runs ? `/desk/hours?organization=${organization.id}` : `/organizations/${organization.id}`}>{organization.name}</Link>;
  return (
    <li data-waits={id} data-organization={organization.id}>
      <div>
        {first ? <h3>{whose}</h3> : <p>{whose}</p>}
        <p>
          <strong className="tabular">{hours(minutes)}</strong> · {dateInWords(date)}
          {event ? (
            <>
              {' · '}
              <Link href={asked ? `/desk/events/${event.id}/came` : `/events/${event.id}`}>{event.title}</Link>
            </>
          ) : (
            ` · ${text('hours.source.DECLARED')}`
          )}
        </p>
        <p className={card['quiet']}>{text('hours.evidence', { evidence: text(`credit.evidence.${evidence as 0}`) })}</p>
      </div>
    </li>
  );
}

/** Whether the viewer runs the events of an organization, and so verifies its hours. */
function useRuns(organizationId: string): boolean {
  const { data } = useViewer();
  return (data?.viewer?.memberships ?? []).some(
    ({ role, status, organization }) => organization.id === organizationId && status === 'ACTIVE' && (role === 'ADMIN' || role === 'COORDINATOR'),
  );
}
