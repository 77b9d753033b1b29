import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { ofConnection, useList } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Area, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed } from '../../parts/states';
import { useTyped } from '../../parts/use-typed';
import { text } from '../../text/text';
import { declareHours } from './actions';
import { DisputeText } from './DisputeText';
import { EntryLine } from './EntryLine';
import { hosts, hourDisputes, hourEntries } from './queries';
import { readTimes, Times } from './Times';
import { ofDisputes, ofEntries, zone } from './types';

const variables = { first: 10 };
const nothing = {};

/** The viewer's own lines of the ledger, what they said is not right, and hours that they declare. */
export function Ledger() {
  const { data, error, again, list } = useList(hourEntries, variables, ofEntries);
  const { list: disputes, again: saidAgain } = useList(hourDisputes, nothing, ofDisputes);
  useTold(() => {
    again();
    saidAgain();
  });
  if (error) return <Failed error={error} again={again} />;
  return (
    <section className={layout['section']} aria-labelledby="ledger">
      <h2 id="ledger">{text('hours.mine')}</h2>
      {data && list.total === 0 && <p className={card['quiet']}>{text('hours.mine.none')}</p>}
      <ul className={form['list']}>
        {list.rows.map((entry) => (
          <li key={entry.id} data-entry={entry.id} data-state={entry.state}>
            <EntryLine entry={entry} whose="person" />
          </li>
        ))}
      </ul>
      <More list={list} />
      <Declare done={again} />
      {disputes.total > 0 && <h3>{text('hours.disputes.mine')}</h3>}
      <ul className={card['cards']}>
        {disputes.rows.map((dispute) => (
          <li key={dispute.id} className={card['card']} data-dispute={dispute.state}>
            <DisputeText dispute={dispute} whose="person" />
          </li>
        ))}
      </ul>
      <More list={disputes} />
      <SeeQuery document={hourEntries} variables={variables} />
    </section>
  );
}

function Declare({ done }: { done: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const { words, setWords, typed } = useTyped();
  const { list } = useList(hosts, typed ? { search: typed } : {}, ({ organizations }) => ofConnection(organizations), { pause: !open });
  const declare = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const { from, to } = readTimes(given, zone);
    if (!from || !to) return;
    const said = { organizationId: String(given.get('organization')), startsAt: from, endsAt: to, description: String(given.get('description')) };
    if (!(await run(declareHours, said))) return;
    setOpen(false);
    done();
  };
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{text('hours.declare')}</Button>
      </div>
    );
  }
  return (
    <form className={form['form']} onSubmit={(event) => void declare(event)}>
      <p className={card['quiet']}>{text('hours.declare.about')}</p>
      <div className={form['pair']}>
        <Field type="search" label={text('events.search')} value={words} maxLength={80} onChange={({ target }) => setWords(target.value)} />
        <Select label={text('desk.organization')} name="organization" required>
          {list.rows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <More list={list} />
      <Times timeZone={zone} required of="work" />
      <Area label={text('hours.declare.what')} name="description" maxLength={500} required />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('hours.declare.do')}
        </Button>
        <Button onClick={() => setOpen(false)}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
