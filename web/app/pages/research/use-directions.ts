import { useData } from '../../api/use-data';
import { choicesQuery } from '../events/queries';

/** The name of a direction by its code. */
export function useDirections(): (code: string) => string {
  const { data } = useData(choicesQuery, {});
  return (code) => data?.directions.find((one) => one.code === code)?.name ?? code;
}
