import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { Why } from '../../parts/Why';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { hours, money } from './amounts';
import style from './credit.module.css';
import { approveAward, confirmAward, offsetCredits, rejectAward, reverseAward } from './desk-queries';
import { type Award, Stages } from './Stages';

/** Whose desk it is. */
export type By = 'university' | 'programme';

/** One award at a desk: whose, what it is worth, by when something is due, and what can be done. */
export function AwardRow({ award, by, done }: { award: Award; by: By; done: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState<'reject' | 'reverse' | 'offset'>();
  const { id: awardId, version: expectedVersion, state } = award;
  const confirm = async () => {
    if (await run(confirmAward, { awardId, expectedVersion })) done();
  };
  const approve = async () => {
    if (await run(approveAward, { awardId, expectedVersion })) done();
  };
  const mayReject = by === 'programme' ? ['CLAIMED', 'UNIVERSITY_CONFIRMED', 'APPROVED'].includes(state) : state === 'CLAIMED';
  const mayOffset = by === 'university' && ['UNIVERSITY_CONFIRMED', 'APPROVED', 'PAID', 'CLOSED'].includes(state);
  return (
    <li className={style['card']} data-award={awardId}>
      <div className={style['head']}>
        <strong>
          {award.familyName} {award.givenName} · {award.studentNo}
        </strong>
        <span className={style['state']}>{text(`credit.state.${state}`)}</span>
      </div>
      <p className={style['worth']}>
        {hours(award.minutes)} · {text('credit.credits', { count: award.credits })} · {money(award.amount)}
      </p>
      <p className={style['quiet']}>
        {text(award.withSeat ? 'credit.with.seat' : 'credit.without.seat')}
        {!award.reserved && !['REJECTED', 'REVERSED'].includes(state) && <span className={style['late']}> · {text('credit.unreserved')}</span>}
        {award.payout && ` · ${text(`credit.payout.${award.payout}`)}`}
      </p>
      {award.dueBy && (
        <p className={award.overdue ? style['late'] : undefined}>
          {text(award.overdue ? 'credit.overdue.since' : 'credit.dueBy', { time: momentHere(award.dueBy) })}
        </p>
      )}
      {award.offsetDiscipline && <p>{text('credit.offset.for', { discipline: award.offsetDiscipline, count: award.offsetCredits ?? 0 })}</p>}
      <details>
        <summary>{text('credit.steps')}</summary>
        <Stages award={award} />
      </details>
      <Refusals all={refusals} />
      {!open && (
        <div className={form['steps']}>
          {by === 'university' && state === 'CLAIMED' && (
            <Button kind="primary" busy={busy} onClick={() => void confirm()}>
              {text('credit.confirm')}
            </Button>
          )}
          {by === 'programme' && state === 'UNIVERSITY_CONFIRMED' && (
            <Button kind="primary" busy={busy} onClick={() => void approve()}>
              {text('credit.approve')}
            </Button>
          )}
          {mayReject && <Button onClick={() => setOpen('reject')}>{text('credit.reject')}</Button>}
          {by === 'programme' && state === 'PAID' && <Button onClick={() => setOpen('reverse')}>{text('credit.reverse')}</Button>}
          {mayOffset && <Button onClick={() => setOpen('offset')}>{text('credit.offset')}</Button>}
        </div>
      )}
      {(open === 'reject' || open === 'reverse') && <Decline kind={open} award={award} done={done} back={() => setOpen(undefined)} />}
      {open === 'offset' && <Offset award={award} done={done} back={() => setOpen(undefined)} />}
    </li>
  );
}

interface Props {
  award: Award;
  done: () => void;
  back: () => void;
}

function Decline({ kind, award, done, back }: Props & { kind: 'reject' | 'reverse' }) {
  const { busy, refusals, run } = useAction();
  const say = async (reason: string) => {
    const said = { awardId: award.id, expectedVersion: award.version, reason };
    if (!(kind === 'reject' ? await run(rejectAward, said) : await run(reverseAward, said))) return;
    back();
    done();
  };
  return (
    <Why
      about={text(`credit.${kind}.about`)}
      label={text('credit.why')}
      act={text(`credit.${kind}`)}
      busy={busy}
      refusals={refusals}
      say={(reason) => void say(reason)}
      back={back}
    />
  );
}

function Offset({ award, done, back }: Props) {
  const { busy, refusals, run } = useAction();
  const note = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (!(await run(offsetCredits, { awardId: award.id, discipline: String(given.get('discipline')), credits: Number(given.get('credits')) }))) return;
    back();
    done();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void note(event)}>
      <div className={form['pair']}>
        <Field label={text('credit.offset.discipline')} name="discipline" maxLength={200} required defaultValue={award.offsetDiscipline ?? ''} />
        <Field
          label={text('credit.offset.credits')}
          name="credits"
          type="number"
          min={1}
          max={award.credits}
          required
          defaultValue={award.offsetCredits ?? award.credits}
        />
      </div>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('desk.save')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
