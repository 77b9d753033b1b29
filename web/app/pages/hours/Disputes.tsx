import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useList } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed } from '../../parts/states';
import { number, text } from '../../text/text';
import { answerHourDispute } from './actions';
import { DisputeText } from './DisputeText';
import { hourDisputes } from './queries';
import { readTimes, Times } from './Times';
import { type Dispute, ofDisputes, zone } from './types';

/** What people say is not right, and waits for an answer. */
export function Disputes({ organizationId }: { organizationId: string }) {
  const variables = { organizationId, state: 'OPEN' as const };
  const { data, error, again, list } = useList(hourDisputes, variables, ofDisputes);
  useTold(again);
  return (
    <section className={layout['section']} aria-labelledby="disputes">
      <h2 id="disputes">
        {text('hours.disputes')} {data && <span className={card['quiet']}>{number(list.total)}</span>}
      </h2>
      {error && <Failed error={error} again={again} />}
      {data && list.total === 0 && <p className={card['quiet']}>{text('hours.disputes.none')}</p>}
      <ul className={card['cards']}>
        {list.rows.map((dispute) => (
          <li key={dispute.id} className={card['card']} data-dispute={dispute.id}>
            <DisputeText dispute={dispute} whose="organization" />
            <Answer dispute={dispute} done={again} />
          </li>
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={hourDisputes} variables={variables} />
    </section>
  );
}

/** Says whether the person is right; when they are, how long it was. */
function Answer({ dispute, done }: { dispute: Dispute; done: () => void }) {
  const { busy, refusals, run, forget } = useAction();
  const [open, setOpen] = useState<'uphold' | 'decline'>();
  const shift = dispute.signup?.shift;
  const timeZone = shift?.event.timeZone ?? zone;
  const answer = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const { from, to } = readTimes(given, timeZone);
    const said = { disputeId: dispute.id, uphold: open === 'uphold', answer: String(given.get('answer')) };
    if (await run(answerHourDispute, { ...said, ...(from && { arrivedAt: from }), ...(to && { leftAt: to }) })) done();
  };
  if (!open) {
    return (
      <div className={form['steps']}>
        <Button kind="primary" onClick={() => setOpen('uphold')}>
          {text('hours.uphold')}
        </Button>
        <Button onClick={() => setOpen('decline')}>{text('hours.decline')}</Button>
      </div>
    );
  }
  return (
    <form className={form['form']} onSubmit={(event) => void answer(event)}>
      {open === 'uphold' && <Times startsAt={shift?.startsAt ?? null} endsAt={shift?.endsAt ?? null} timeZone={timeZone} of="presence" />}
      <Area label={text('hours.answer')} hint={text('hours.answer.about')} name="answer" maxLength={1000} required autoFocus />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text(`hours.${open}`)}
        </Button>
        <Button
          onClick={() => {
            forget();
            setOpen(undefined);
          }}
        >
          {text('app.back')}
        </Button>
      </div>
    </form>
  );
}
