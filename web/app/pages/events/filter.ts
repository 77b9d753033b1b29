import type { VariablesOf } from '../../api/graphql';
import type { eventsQuery } from './queries';

export const pageSize = 20;

/** What is chosen, as it stands in the address. */
export interface Filter {
  q: string;
  region: string;
  direction: string;
  date: string;
  /** The first and the last day of what is past, of Kazakhstan. */
  from: string;
  to: string;
  free: boolean;
  remote: boolean;
  mine: boolean;
  past: boolean;
  /** Of what is past: only what nobody has settled for a week. */
  unsettled: boolean;
  /** How many stretches more are shown. */
  more: number;
}

export function readFilter(search: URLSearchParams): Filter {
  const text = (name: string) => search.get(name) ?? '';
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(text(name)) ? text(name) : '');
  const on = (name: string) => search.get(name) === '1';
  return {
    q: text('q'),
    region: text('region'),
    direction: text('direction'),
    date: day('date'),
    from: day('from'),
    to: day('to'),
    free: on('free'),
    remote: on('remote'),
    mine: on('mine'),
    past: on('past'),
    unsettled: on('past') && on('unsettled'),
    more: Number(text('more')) || 0,
  };
}

/** The address with a part of the filter changed; a changed filter begins the list anew. */
export function withFilter(search: URLSearchParams, change: Partial<Filter>): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('more');
  for (const [name, value] of Object.entries(change)) {
    const written = value === true ? '1' : value;
    if (written) next.set(name, String(written));
    else next.delete(name);
  }
  return next;
}

// A day is one of Kazakhstan, which is five hours before UTC.
const startOf = (day: string) => `${day}T00:00:00+05:00`;

export function variablesOf(filter: Filter): VariablesOf<typeof eventsQuery> {
  // What is ahead are the events that the counters of the network count.
  const now = thisMinute();
  const when = filter.past
    ? { startsAtLT: earlier(now, filter.to), ...(filter.from && { startsAtGTE: startOf(filter.from) }), ...(filter.unsettled ? { state: 'DONE' as const, endsAtLT: weekBefore(now) } : { stateIn: ['PUBLISHED' as const, 'DONE' as const, 'SETTLED' as const] }) }
    : filter.date
      ? { startsAtGTE: startOf(filter.date), startsAtLT: startOf(dayAfter(filter.date)), stateNotIn: ['CANCELLED' as const] }
      : { endsAtGT: now, state: 'PUBLISHED' as const };
  return {
    first: pageSize,
    ...(filter.q && { search: filter.q }),
    ...(filter.free && { hasFreePlaces: true }),
    ...(filter.mine && { eligibleForMe: true }),
    orderBy: [{ field: 'STARTS_AT', direction: filter.past ? 'DESC' : 'ASC' }],
    where: {
      ...when,
      ...(filter.region && { hasRegionWith: [{ iso: filter.region }] }),
      ...(filter.direction && { hasDirectionsWith: [{ code: filter.direction as 'SOCIAL' }] }),
      ...(filter.remote && { remote: true }),
    },
  };
}

const minute = 60_000;

/**
 * The whole minute that a list is asked for. Minutes are counted from when the page was opened: what was asked before
 * the pages were there is what they ask for themselves, also when a minute of the clock begins in between.
 */
function thisMinute(): string {
  const opened = performance.timeOrigin;
  const since = Math.floor((Date.now() - opened) / minute);
  return new Date((Math.floor(opened / minute) + since) * minute).toISOString();
}

/** A moment that an event has to be over by for its hours to be overdue. */
export function weekBefore(now: string): string {
  return new Date(Date.parse(now) - 7 * 86_400_000).toISOString();
}

/** The end of a day, or now when that is earlier. */
function earlier(now: string, day: string): string {
  const end = day && startOf(dayAfter(day));
  return end && Date.parse(end) < Date.parse(now) ? end : now;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
