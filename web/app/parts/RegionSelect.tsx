import { text } from '../text/text';
import { Select } from './Field';

interface Props {
  regions: readonly { iso: string; name: string }[] | undefined;
  /** The code of the chosen region; empty for all. */
  value: string;
  choose: (iso: string) => void;
}

/** Bounds a list to a region, or to none. */
export function RegionSelect({ regions, value, choose }: Props) {
  return (
    <Select label={text('events.region')} value={value} onChange={({ target }) => choose(target.value)}>
      <option value="">{text('events.region.all')}</option>
      {regions?.map(({ iso, name }) => (
        <option key={iso} value={iso}>
          {name}
        </option>
      ))}
    </Select>
  );
}
