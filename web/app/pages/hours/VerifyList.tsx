import { useEffect, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useLive } from '../../api/use-data';
import { type List, useList } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Check, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { Why } from '../../parts/Why';
import { number, text } from '../../text/text';
import { rejectHours, verifyHours } from './actions';
import { Correct } from './Correct';
import { EntryLine } from './EntryLine';
import style from './hours.module.css';
import { hourEntries, hourEntriesLive } from './queries';
import { type Entry, entryStates, ofEntries, page } from './types';

/** Lines of the ledger of an organization: those that wait are verified or rejected, one or all; others are corrected. */
export function VerifyList({ organizationId }: { organizationId: string }) {
  const [state, setState] = useState<(typeof entryStates)[number]>('PENDING');
  const variables = { filter: { organizationId, state }, first: page };
  const { data, error, loading, again, list } = useList(hourEntries, variables, ofEntries);
  const { data: told, gone } = useLive(hourEntriesLive, variables);
  useTold(again);
  // The beginning of the list is followed: what it tells of is asked for with how many there are, and with all that is shown.
  useEffect(() => {
    if (told && data && standing(told.hourEntries) !== standing(data.hourEntries)) again();
  }, [told]);
  const entries = gone ? [] : list.rows;
  return (
    <section className={layout['section']} aria-labelledby="lines" aria-busy={loading}>
      <h2 id="lines">
        {text('hours.lines')} {data && <span className={card['quiet']}>{number(gone ? 0 : list.total)}</span>}
      </h2>
      <div className={card['filters']}>
        <Select label={text('desk.state')} value={state} onChange={({ target }) => setState(target.value as typeof state)}>
          {entryStates.map((one) => (
            <option key={one} value={one}>
              {text(`hours.state.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={3} />}
      {data && entries.length === 0 && <p className={card['quiet']}>{text(state === 'PENDING' ? 'hours.none.PENDING' : 'hours.none')}</p>}
      {state === 'PENDING' ? (
        <Waiting entries={entries} list={list} again={again} />
      ) : (
        <>
          <ul className={form['list']}>
            {entries.map((entry) => (
              <li key={entry.id} data-entry={entry.id} data-state={entry.state}>
                <EntryLine entry={entry} whose="organization" />
                {state !== 'REJECTED' && !entry.takenBack && !entry.correctsId && <Correct entry={entry} done={again} />}
              </li>
            ))}
          </ul>
          <More list={list} />
        </>
      )}
      <SeeQuery document={hourEntries} variables={variables} />
    </section>
  );
}

/** Which lines there are, and where each stands. */
const standing = (entries: readonly Entry[]) => entries.map(({ id, state, takenBack }) => `${id} ${state} ${takenBack}`).join();

function Waiting({ entries, list, again }: { entries: readonly Entry[]; list: List<Entry>; again: () => void }) {
  const { busy, refusals, run, forget } = useAction();
  const [picked, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rejecting, setRejecting] = useState(false);
  // Of what was chosen, what somebody else has decided on meanwhile is there no more.
  const chosen = new Set(entries.flatMap(({ id }) => (picked.has(id) ? [id] : [])));
  const entryIds = [...chosen];
  const every = entries.length > 0 && chosen.size === entries.length;
  const choose = (id: string, wanted: boolean) => {
    const next = new Set(chosen);
    if (wanted) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const verify = async (ids: string[]) => {
    if (await run(verifyHours, { entryIds: ids })) again();
  };
  const reject = async (reason: string) => {
    if (!(await run(rejectHours, { entryIds, reason }))) return;
    setRejecting(false);
    again();
  };
  if (entries.length === 0) return null;
  return (
    <>
      <Check
        label={text('hours.every', { count: entries.length })}
        checked={every}
        onChange={({ target }) => setChosen(new Set(target.checked ? entries.map(({ id }) => id) : []))}
      />
      <ul className={form['list']}>
        {entries.map((entry) => (
          <li key={entry.id} className={style['choice']} data-entry={entry.id} data-state={entry.state}>
            <EntryLine entry={entry} whose="organization" />
            <div className={form['steps']}>
              <Check label={text('hours.choose')} checked={chosen.has(entry.id)} onChange={({ target }) => choose(entry.id, target.checked)} />
              <Button busy={busy} onClick={() => void verify([entry.id])}>
                {text('hours.verify')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <More list={list} />
      {!rejecting && <Refusals all={refusals} />}
      {rejecting && chosen.size > 0 ? (
        <Why
          about={text('hours.reject.about', { count: chosen.size })}
          label={text('mentoring.why')}
          act={text('hours.reject', { count: chosen.size })}
          busy={busy}
          refusals={refusals}
          say={(reason) => void reject(reason)}
          back={() => {
            forget();
            setRejecting(false);
          }}
        />
      ) : (
        <div className={form['steps']}>
          <Button kind="primary" busy={busy} aria-disabled={chosen.size === 0} onClick={() => chosen.size > 0 && void verify(entryIds)}>
            {text('hours.verify.chosen', { count: chosen.size })}
          </Button>
          <Button aria-disabled={chosen.size === 0} onClick={() => chosen.size > 0 && setRejecting(true)}>
            {text('hours.reject', { count: chosen.size })}
          </Button>
        </div>
      )}
    </>
  );
}
