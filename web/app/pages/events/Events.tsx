import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useSignedIn } from '../../api/session';
import { ofConnection, useList } from '../../api/use-rest';
import { EventCard } from '../../parts/EventCard';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
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
  const narrowed = String(withFilter(search, {}));
  // Made once for what is chosen: "now" is part of it.
  const variables = useMemo(() => variablesOf({ ...filter, mine: filter.mine && signedIn }), [narrowed, signedIn]);
  const { data, error, loading, again, list } = useList(eventsQuery, variables, ({ events }) => ofConnection(events), {
    wanted: filter.more,
    want: (more) => setSearch((now) => withFilter(now, { more }), { replace: true }),
  });
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
        {data && list.rows.length === 0 && (
          <Notice
            title={text('events.empty.title')}
            action={{ label: text('events.empty.clear'), run: () => setSearch(new URLSearchParams()) }}
          >
            {text('events.empty.about')}
          </Notice>
        )}
        <div className={layout['cards']}>
          {list.rows.map((event) => (
            <EventCard key={event.id} event={event} heading="h2" />
          ))}
        </div>
        <More list={list} />
        <SeeQuery document={eventsQuery} variables={variables} />
      </section>
    </div>
  );
}
