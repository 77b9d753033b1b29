import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData, useLive } from '../../api/use-data';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Check, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { Why } from '../../parts/Why';
import { text } from '../../text/text';
import { rejectHours, verifyHours } from './actions';
import { Correct } from './Correct';
import { EntryLine } from './EntryLine';
import style from './hours.module.css';
import { hourEntries, hourEntriesLive } from './queries';
import { type Entry, entryStates, page } from './types';

/** Lines of the ledger of an organization: those that wait are verified or rejected, one or all; others are corrected. */
export function VerifyList({ organizationId }: { organizationId: string }) {
  const [state, setState] = useState<(typeof entryStates)[number]>('PENDING');
  const [after, setAfter] = useState<string>();
  const newest = { filter: { organizationId, state }, first: page };
  const variables = { ...newest, ...(after && { after }) };
  const { data: asked, error, loading, again } = useData(hourEntries, variables);
  // The first page is followed; later ones are asked again when the viewer is told something.
  const { data: told, gone } = useLive(hourEntriesLive, after ? undefined : newest);
  useTold(again);
  const data = told ?? asked;
  const entries = gone ? [] : (data?.hourEntries ?? []);
  const choose = (next: typeof state) => {
    setAfter(undefined);
    setState(next);
  };
  return (
    <section className={layout['section']} aria-labelledby="lines" aria-busy={loading}>
      <h2 id="lines">{text('hours.lines')}</h2>
      <div className={card['filters']}>
        <Select label={text('desk.state')} value={state} onChange={({ target }) => choose(target.value as typeof state)}>
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
        <Waiting entries={entries} again={again} />
      ) : (
        <ul className={form['list']}>
          {entries.map((entry) => (
            <li key={entry.id} data-entry={entry.id} data-state={entry.state}>
              <EntryLine entry={entry} whose="organization" />
              {state !== 'REJECTED' && !entry.takenBack && !entry.correctsId && <Correct entry={entry} done={again} />}
            </li>
          ))}
        </ul>
      )}
      <div className={layout['links']}>
        {after && <Button onClick={() => setAfter(undefined)}>{text('events.first')}</Button>}
        {entries.length === page && <Button onClick={() => setAfter(entries.at(-1)?.id)}>{text('events.next')}</Button>}
      </div>
      <SeeQuery document={hourEntries} variables={variables} />
    </section>
  );
}

function Waiting({ entries, again }: { entries: readonly Entry[]; again: () => void }) {
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
