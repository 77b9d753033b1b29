import { useState } from 'react';
import { Select } from '../../parts/Field';
import { text } from '../../text/text';
import type { Scale } from './types';

/** How mature an organization is, by the scale, each level with what it means. */
export function Maturity({ scale, at }: { scale: Scale | undefined; at: number }) {
  const [level, setLevel] = useState(at);
  const levels = scale?.maturityScale ?? [];
  const meaning = levels.find((one) => one.level === level)?.meaning;
  return (
    <Select
      label={text('mentoring.maturity')}
      {...(meaning && { hint: meaning })}
      name="maturity"
      value={level}
      onChange={({ target }) => setLevel(Number(target.value))}
    >
      {levels.map((one) => (
        <option key={one.level} value={one.level}>
          {one.level}. {one.name}
        </option>
      ))}
    </Select>
  );
}
