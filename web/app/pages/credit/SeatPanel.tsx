import { type FormEvent, useState } from 'react';
import { useEventCounts } from '../../api/capacity';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Ring } from '../../parts/Ring';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import style from './credit.module.css';
import type { Mine } from './Hours';
import { giveUpSeat, leaveQueue, seatsOf, takeSeat } from './queries';

type Answer = ResultOf<typeof seatsOf>;
type Budget = Answer['creditBudgets'][number];

/** The seats of the viewer's university, live, and the viewer's own: taken before the work, with a queue. */
export function SeatPanel({ mine, organization }: { mine: Mine; organization: { id: string; name: string } }) {
  const variables = { organizationId: organization.id, fiscalYear: mine.fiscalYear };
  const { data, error, again } = useData(seatsOf, variables);
  const budget = data?.creditBudgets[0];
  const agreement = data?.consentTexts.find(({ kind }) => kind === 'CREDIT_SEAT');
  return (
    <section className={layout['section']} aria-labelledby={`seat-${organization.id}`}>
      <h2 id={`seat-${organization.id}`}>{text('credit.seat')}</h2>
      <p className={form['quiet']}>{text('credit.seat.about')}</p>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={1} />}
      {data && !budget && <p>{text('credit.seat.none', { name: organization.name })}</p>}
      {budget && <Seats budget={budget} name={organization.name} />}
      {budget && agreement && <Own mine={mine} budget={budget} agreement={agreement} />}
      <SeeQuery document={seatsOf} variables={variables} />
    </section>
  );
}

/** How many seats there are, in a ring and in words. */
export function Seats({ budget, name }: { budget: Budget; name: string }) {
  const followed = useEventCounts(budget.eventId, { version: 0, state: 'PUBLISHED' });
  const now = followed && 'shifts' in followed ? followed.shifts.find(({ shiftId }) => shiftId === budget.seats.shiftId) : undefined;
  const counts = now && now.version >= budget.seats.version ? now : budget.seats;
  return (
    <div className={style['seat']} data-seats={counts.available}>
      <Ring counts={counts} ended={counts.state !== 'OPEN'} />
      <div>
        <strong>{name}</strong>
        <p>{text('credit.seat.free', { available: counts.available, capacity: counts.capacity, waitlisted: counts.waitlisted })}</p>
      </div>
    </div>
  );
}

function Own({ mine, budget, agreement }: { mine: Mine; budget: Budget; agreement: { version: string; text: string } }) {
  const { busy, refusals, run } = useAction();
  const seat = mine.seats.filter(({ budgetId }) => budgetId === budget.id).at(-1);
  const holds = seat && (seat.state === 'RESERVED' || seat.state === 'USED');
  // A student of two universities may wait at one of them alone.
  const entry = mine.waiting.find(({ shift }) => shift.id === budget.seats.shiftId);
  return (
    <div className={style['card']} data-seat={holds ? seat.state : entry ? 'WAITING' : 'NONE'}>
      {holds && <strong>{text(`credit.seat.${seat.state}`)}</strong>}
      {holds && seat.lapsesAt && <p>{text('credit.seat.lapses', { time: momentHere(seat.lapsesAt) })}</p>}
      {!holds && seat && <p>{text(`credit.seat.${seat.state}`)}</p>}
      {!holds && entry && <strong>{text('credit.seat.waiting', { position: entry.position ?? 0 })}</strong>}
      {!holds && !entry && <Take budgetId={budget.id} agreed={mine.agreed} agreement={agreement} />}
      <Refusals all={refusals} />
      {holds && seat.state === 'RESERVED' && (
        <div>
          <Button kind="quiet" busy={busy} onClick={() => void run(giveUpSeat, { signupId: seat.id })}>
            {text('credit.seat.giveUp')}
          </Button>
        </div>
      )}
      {!holds && entry && (
        <div>
          <Button kind="quiet" busy={busy} onClick={() => void run(leaveQueue, { entryId: entry.id })}>
            {text('credit.seat.leave')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Take({ budgetId, agreed, agreement }: { budgetId: string; agreed: boolean; agreement: { version: string; text: string } }) {
  const { busy, refusals, run } = useAction();
  const [accepts, setAccepts] = useState(agreed);
  const take = (event: FormEvent) => {
    event.preventDefault();
    void run(takeSeat, { budgetId, agreementVersion: agreement.version, joinWaitlist: true });
  };
  return (
    <form className={form['form']} onSubmit={take}>
      <p className={style['agreement']}>{agreement.text}</p>
      <Check label={text('credit.seat.accept')} checked={accepts} required onChange={({ target }) => setAccepts(target.checked)} />
      <Refusals all={refusals} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {text('credit.seat.take')}
        </Button>
      </div>
    </form>
  );
}
