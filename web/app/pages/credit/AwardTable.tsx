import { useEffect, useState } from 'react';
import { ofRows, useList } from '../../api/use-rest';
import { Check, Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import { AwardRow, type By } from './AwardRow';
import style from './credit.module.css';
import { awardsOf } from './desk-queries';
import type { Award } from './Stages';
import { useYear } from './YearSelect';

const states = ['CLAIMED', 'UNIVERSITY_CONFIRMED', 'APPROVED', 'PAID', 'CLOSED', 'REJECTED', 'REVERSED'] as const;

interface Props {
  organizationId: string;
  /** Where the awards stand, in a word: another one, and they are asked for again. */
  changed: string;
  first: Award['state'];
  by: By;
}

/** The awards of a university in a state, and what can be done with each. */
export function AwardTable({ organizationId, changed, first, by }: Props) {
  const [state, setState] = useState<Award['state']>(first);
  const [overdue, setOverdue] = useState(false);
  const { year } = useYear();
  const variables = { organizationId, fiscalYear: year, state, overdue };
  const { data, error, again, list } = useList(awardsOf, variables, ({ creditPipeline: { awards, byState } }) => {
    const there = byState.find((one) => one.state === state);
    return ofRows(awards, (overdue ? there?.overdue : there?.awards) ?? 0);
  });
  useEffect(() => again(), [changed]);
  return (
    <section className={layout['section']} aria-labelledby="awards">
      <h2 id="awards">{text('credit.awards.of')}</h2>
      <div className={style['filters']}>
        <Select label={text('credit.state')} value={state} onChange={({ target }) => setState(target.value as typeof state)}>
          {states.map((one) => (
            <option key={one} value={one}>
              {text(`credit.state.${one}`)}
            </option>
          ))}
        </Select>
        <Check label={text('credit.overdue.only')} checked={overdue} onChange={({ target }) => setOverdue(target.checked)} />
      </div>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={3} />}
      {data && list.rows.length === 0 && <p className={style['quiet']}>{text('credit.awards.nothing')}</p>}
      <ul className={style['cards']}>
        {list.rows.map((award) => (
          <AwardRow key={award.id} award={award} by={by} done={again} />
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={awardsOf} variables={variables} />
    </section>
  );
}
