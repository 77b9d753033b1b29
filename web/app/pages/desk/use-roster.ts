import { useEffect, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { follow } from '../../api/live';
import { rosterLive } from './queries';

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
