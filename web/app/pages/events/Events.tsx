import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useSignedIn } from '../../api/session';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { EventCard } from '../../parts/EventCard';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Filters } from './Filters';
import { readFilter, variablesOf, withFilter } from './filter';
import { eventsQuery } from './queries';

/** Finding an event: by words, region, direction, day, free places. */
export default function Events() {
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  usePage(text(filter.past ? 'events.past' : 'events.title'));
  const signedIn = useSignedIn();
  // Made once for an address: "now" is part of it.
  const variables = useMemo(() => variablesOf({ ...filter, mine: filter.mine && signedIn }), [String(search), signedIn]);
  const { data, error, loading, again } = useData(eventsQuery, variables);
  const events = data?.events.edges?.flatMap((edge) => edge?.node ?? []) ?? [];
  const next = data?.events.pageInfo.hasNextPage ? data.events.pageInfo.endCursor : undefined;
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text(filter.past ? 'events.past' : 'events.title')}</h1>
        <Filters filter={filter} change={(part) => setSearch((now) => withFilter(now, part))} />
        <p role="status" className="tabular">
          {data && !loading ? text('events.found', { count: data.events.totalCount }) : '\u00a0'}
        </p>
      </section>
      <section className={layout['section']} aria-label={text('events.list')} aria-busy={loading}>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={6} />}
        {data && events.length === 0 && (
          <Notice
            title={text('events.empty.title')}
            action={{ label: text('events.empty.clear'), run: () => setSearch(new URLSearchParams()) }}
          >
            {text('events.empty.about')}
          </Notice>
        )}
        <div className={layout['cards']}>
          {events.map((event) => (
            <EventCard key={event.id} event={event} heading="h2" />
          ))}
        </div>
        <div className={layout['links']}>
          {filter.after && (
            <Button onClick={() => setSearch((now) => withFilter(now, {}))}>{text('events.first')}</Button>
          )}
          {next && (
            <Button
              onClick={() => {
                setSearch((now) => withFilter(now, { after: next }));
                scrollTo(0, 0);
              }}
            >
              {text('events.next')}
            </Button>
          )}
        </div>
        <SeeQuery document={eventsQuery} variables={variables} />
      </section>
    </div>
  );
}
