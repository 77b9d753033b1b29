import { useEffect, useRef } from 'react';
import { graphql } from './graphql';
import { useSignedIn } from './session';
import { useLive } from './use-data';

const told = graphql(`
  subscription Told {
    myNotices {
      unread
      notices {
        id
      }
    }
  }
`);
const nothing = {};

/** Calls back each time that the viewer is told something: what waits for them may be more by now. */
export function useTold(tell: () => void): void {
  const { data } = useLive(told, useSignedIn() ? nothing : undefined);
  const latest = data && (data.myNotices.notices[0]?.id ?? '');
  const before = useRef(latest);
  useEffect(() => {
    if (before.current !== undefined && latest !== before.current) tell();
    before.current = latest;
  }, [latest]);
}
