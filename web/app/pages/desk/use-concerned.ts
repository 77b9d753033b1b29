import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { previewShiftChange } from './queries';

interface Shift {
  id: string;
  startsAt: string;
  endsAt: string;
}

interface Counts {
  version: number;
  held: number;
  waitlisted: number;
}

/**
 * How many people a cancellation tells: who has a place, asked for one, is offered one or waits. Requests are in no
 * count of places: the server is asked who would be told of a change that changes nothing, again with each change of the
 * counts. Undefined until it answered.
 */
export function useConcerned(shifts: readonly Shift[], counts: Counts, asked: boolean): number | undefined {
  const client = useClient();
  const [holders, setHolders] = useState<number>();
  useEffect(() => {
    if (!asked) {
      setHolders(undefined);
      return undefined;
    }
    let left = false;
    const ask = async ({ id, startsAt, endsAt }: Shift) => {
      const { data } = await client
        .query(previewShiftChange, { shiftId: id, startsAt, endsAt }, { requestPolicy: 'network-only' })
        .toPromise();
      return data?.previewShiftChange?.told;
    };
    void Promise.all(shifts.map(ask)).then((all) => {
      if (left) return;
      const known = all.filter((one) => one !== undefined);
      setHolders(known.length === all.length ? known.reduce((sum, one) => sum + one, 0) : undefined);
    });
    return () => {
      left = true;
    };
  }, [asked, counts.version, shifts.map(({ id }) => id).join()]);
  return holders === undefined ? undefined : holders + counts.held + counts.waitlisted;
}
