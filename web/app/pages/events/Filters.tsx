import { type FormEvent, useEffect, useState } from 'react';
import { useSignedIn } from '../../api/session';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check, Field, Select } from '../../parts/Field';
import { RegionSelect } from '../../parts/RegionSelect';
import { text } from '../../text/text';
import style from './events.module.css';
import type { Filter } from './filter';
import { choicesQuery } from './queries';

const typingPause = 500;

/** What events are chosen by; each choice is in the address. */
export function Filters({ filter, change }: { filter: Filter; change: (part: Partial<Filter>) => void }) {
  const { data } = useData(choicesQuery, {});
  const signedIn = useSignedIn();
  const [words, setWords] = useState(filter.q);
  useEffect(() => setWords(filter.q), [filter.q]);
  useEffect(() => {
    if (words === filter.q) return undefined;
    const timer = setTimeout(() => change({ q: words.trim() }), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ q: words.trim() });
  };
  // On a phone the list comes first.
  const wide = matchMedia('(min-width: 36rem)').matches;
  const { q: _, more: __, ...choices } = filter;
  const chosen = Object.values(choices).some(Boolean);
  return (
    <form className={style['filters']} role="search" onSubmit={submit}>
      <div className={style['words']}>
        <Field
          type="search"
          label={text('events.search')}
          value={words}
          maxLength={80}
          placeholder={text('events.search.example')}
          onChange={({ target }) => setWords(target.value)}
        />
      </div>
      <details className={style['more']} open={wide || chosen}>
      <summary>{text('events.more')}</summary>
      <div className={style['grid']}>
      <RegionSelect regions={data?.regions} value={filter.region} choose={(region) => change({ region })} />
      <Select
        label={text('events.direction')}
        value={filter.direction}
        onChange={({ target }) => change({ direction: target.value })}
      >
        <option value="">{text('events.direction.all')}</option>
        {data?.directions.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      {!filter.past && (
        <Field
          type="date"
          label={text('events.date')}
          value={filter.date}
          onChange={({ target }) => change({ date: target.value })}
        />
      )}
      {filter.past &&
        (['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            type="date"
            label={text(`events.${end}`)}
            value={filter[end]}
            onChange={({ target }) => change({ [end]: target.value })}
          />
        ))}
      <div className={style['checks']}>
        <Check label={text('events.free')} checked={filter.free} onChange={({ target }) => change({ free: target.checked })} />
        <Check
          label={text('events.remote')}
          checked={filter.remote}
          onChange={({ target }) => change({ remote: target.checked })}
        />
        {signedIn && (
          <Check label={text('events.mine')} checked={filter.mine} onChange={({ target }) => change({ mine: target.checked })} />
        )}
        <Check label={text('events.past')} checked={filter.past} onChange={({ target }) => change({ past: target.checked, unsettled: false, date: '', from: '', to: '' })} />
        {filter.past && (
          <Check label={text('events.unsettled')} checked={filter.unsettled} onChange={({ target }) => change({ unsettled: target.checked })} />
        )}
        <Button
          kind="quiet"
          onClick={() =>
            change({ q: '', region: '', direction: '', date: '', from: '', to: '', free: false, remote: false, mine: false, past: false, unsettled: false })
          }
        >
          {text('events.clear')}
        </Button>
      </div>
      </div>
      </details>
    </form>
  );
}
