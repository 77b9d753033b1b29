import type { ResultOf } from '../../api/graphql';
import { useData, useLive } from '../../api/use-data';
import { networkLive, networkNow } from './queries';

export type Stats = ResultOf<typeof networkNow>['networkStats'];
export type RegionStats = Stats['byRegion'][number];
export type DirectionStats = Stats['byDirection'][number];
export type DirectionCode = DirectionStats['direction']['code'];

/** The numbers of what is ahead: first as they are, then as they change. */
export function useNetwork(filter: { region?: string; direction?: DirectionCode } = {}, pause = false) {
  const variables = { ...filter };
  const asked = useData(networkNow, variables, pause);
  const { data } = useLive(networkLive, pause ? undefined : variables);
  return { stats: (data ?? asked.data)?.networkStats, error: data ? undefined : asked.error, again: asked.again, variables };
}
