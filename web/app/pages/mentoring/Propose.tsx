import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { ofConnection, useList } from '../../api/use-rest';
import { Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { useTyped } from '../../parts/use-typed';
import { text } from '../../text/text';
import type { Center } from '../center/CenterGate';
import { proposeMentorship } from './actions';
import { Begin } from './Begin';
import { mayBeHelped } from './queries';

/** Offers the help of a center to an organization of its region. */
export function Propose({ center, done }: { center: Center; done: () => void }) {
  const { busy, refusals, run } = useAction();
  const { words, setWords, typed } = useTyped();
  const [offered, setOffered] = useState('');
  const where = { hasRegionsWith: [{ iso: center.region.iso }], idNEQ: center.id };
  const variables = { where, ...(typed && { search: typed }) };
  // All of them: which have their home in the region is looked for among those that work there.
  const { list } = useList(mayBeHelped, variables, ({ organizations }) => ofConnection(organizations), { wanted: Infinity });
  const found = list.rows.filter(({ homeRegion }) => homeRegion?.id === center.region.id);
  return (
    <details className={layout['panel']}>
      <summary>{text('mentoring.propose')}</summary>
      <Begin
        act={text('mentoring.propose.do')}
        legend={text('mentoring.propose.needs')}
        busy={busy}
        refusals={refusals}
        begin={(said, given) => {
          const organizationId = String(given.get('organization') ?? '');
          void run(proposeMentorship, { centerId: center.id, organizationId, ...said }).then((made) => {
            if (!made) return;
            setOffered(found.find(({ id }) => id === organizationId)?.name ?? '');
            done();
          });
        }}
      >
        <p role="status" className={form['done']}>
          {offered && text('mentoring.proposed', { name: offered })}
        </p>
        <Field type="search" label={text('events.search')} value={words} maxLength={80} onChange={({ target }) => setWords(target.value)} />
        <Select label={text('desk.organization')} name="organization" required>
          {found.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Begin>
    </details>
  );
}
