import { useEffect, useState } from 'react';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check, Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import { AwardRow, type By } from './AwardRow';
import style from './credit.module.css';
import { awardsOf } from './desk-queries';
import type { Award } from './Stages';

const states = ['CLAIMED', 'UNIVERSITY_CONFIRMED', 'APPROVED', 'PAID', 'CLOSED', 'REJECTED', 'REVERSED'] as const;
const page = 20;

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
  const [most, setMost] = useState(page);
  const variables = { organizationId, state, overdue, first: most };
  const { data, error, again } = useData(awardsOf, variables);
  useEffect(() => again(), [changed]);
  const awards = data?.creditPipeline.awards ?? [];
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
      {data && awards.length === 0 && <p className={style['quiet']}>{text('credit.awards.nothing')}</p>}
      <ul className={style['cards']}>
        {awards.map((award) => (
          <AwardRow key={award.id} award={award} by={by} done={again} />
        ))}
      </ul>
      {awards.length === most && most < 200 && (
        <p>
          <Button onClick={() => setMost(Math.min(200, most + 60))}>{text('me.past.more')}</Button>
        </p>
      )}
      <SeeQuery document={awardsOf} variables={variables} />
    </section>
  );
}
