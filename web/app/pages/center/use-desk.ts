import { useEffect, useRef } from 'react';
import { graphql } from '../../api/graphql';
import { useLive } from '../../api/use-data';

const centerDeskLive = graphql(`
  subscription CenterDeskLive($regionId: ID!) {
    centerDesk(regionId: $regionId) {
      asOf
    }
  }
`);

/**
 * Calls back each time that something changed of what a region's desk counts, and once when it is followed: what
 * changed before that nobody tells of.
 */
export function useDesk(regionId: string, tell: () => void): void {
  const { data } = useLive(centerDeskLive, { regionId });
  const asOf = data?.centerDesk.asOf;
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (asOf && asOf !== before.current) tell();
    before.current = asOf;
  }, [asOf]);
}
