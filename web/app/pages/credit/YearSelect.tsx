import { useSearchParams } from 'wouter';
import { Select } from '../../parts/Field';
import { dayInKazakhstan } from '../../text/dates';
import { text } from '../../text/text';
import style from './credit.module.css';

/** This fiscal year and the last one, which goes on until its awards are paid. */
const years = () => {
  const now = Number(dayInKazakhstan().slice(0, 4));
  return [now, now - 1] as const;
};

/** The fiscal year that a page shows, kept in its address: this one unless another is chosen. */
export function useYear() {
  const [search, setSearch] = useSearchParams();
  const [now, ...before] = years();
  const year = before.find((one) => one === Number(search.get('year'))) ?? now;
  const choose = (chosen: number) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.delete('year');
      if (chosen !== now) next.set('year', String(chosen));
      return next;
    });
  return { year, choose };
}

/** Chooses the fiscal year of a page. */
export function YearSelect() {
  const { year, choose } = useYear();
  return (
    <div className={style['filters']}>
      <Select label={text('credit.year')} value={year} onChange={({ target }) => choose(Number(target.value))}>
        {years().map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
    </div>
  );
}
