import { useEffect } from 'react';
import { useSignedIn } from '../../api/session';
import { useLive } from '../../api/use-data';
import { myPlaces } from './queries';

const nothing = {};

/** What the viewer has on shifts, as it changes. What one may do follows from what one has: then the page is asked again. */
export function useMine(shifts: readonly { id: string }[], again: () => void) {
  const { data } = useLive(myPlaces, useSignedIn() ? nothing : undefined);
  const here = shifts.map(({ id }) => id);
  const seen = JSON.stringify(data?.myPlaces.places.filter((place) => 'shift' in place && here.includes(place.shift.id)));
  useEffect(() => {
    if (data) again();
  }, [seen]);
  return {
    known: data !== undefined,
    on: (shiftId: string) => data?.myPlaces.places.find((place) => 'shift' in place && place.shift.id === shiftId),
  };
}
