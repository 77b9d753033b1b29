import { useEffect, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { follow } from '../../api/live';
import { text } from '../../text/text';
import { rosterLive } from './queries';

type Placed = NonNullable<RosterEntry['signup']>;

/** How the desk names a person: family name first, as lists are read. */
export const nameOf = ({ volunteer }: Placed) =>
  [volunteer?.familyName, volunteer?.givenName].filter(Boolean).join(' ') || text('desk.unknown');

/** Those with a place, in the order of their names. */
export const byName = (entries: RosterEntry[]) =>
  entries
    .flatMap(({ signup }) => signup ?? [])
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'kk'));

export type RosterEntry = ResultOf<typeof rosterLive>['roster']['entries'][number];

/** The people of a shift, from the changes that arrive; undefined before the first, `gone` when it is not the viewer's. */
export function useRoster(shiftId: string): { entries: RosterEntry[] | undefined; gone: boolean } {
  const [state, setState] = useState<{ entries: Map<string, RosterEntry> | undefined; gone: boolean }>({
    entries: undefined,
    gone: false,
  });
  useEffect(() => {
    let entries = new Map<string, RosterEntry>();
    return follow(
      rosterLive,
      { shiftId },
      {
        next: ({ roster }) => {
          entries = roster.reset ? new Map() : new Map(entries);
          for (const id of roster.removed) entries.delete(id);
          for (const entry of roster.entries) entries.set(entry.id, entry);
          setState({ entries, gone: false });
        },
        gone: () => setState((before) => ({ ...before, gone: true })),
      },
    );
  }, [shiftId]);
  return { entries: state.entries && [...state.entries.values()], gone: state.gone };
}
