import { useAction } from '../../../api/use-action';
import { Button } from '../../../parts/Button';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { dateInWords } from '../../../text/dates';
import { text } from '../../../text/text';
import { answerMembership } from './queries';
import { type Member, memberName } from './roles';

/** Who asked to join: yes or no. */
export function Joining({ requests, again }: { requests: Member[]; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const answer = async (membershipId: string, accept: boolean) => {
    if (await run(answerMembership, { membershipId, accept })) again();
  };
  if (requests.length === 0 && refusals.length === 0) return null;
  return (
    <section className={layout['section']} aria-labelledby="joining">
      <h2 id="joining">{text('members.requests', { count: requests.length })}</h2>
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {requests.map((one) => (
          <li key={one.id} data-request={one.id}>
            <div>
              <strong>{memberName(one) || text('desk.unknown')}</strong> {one.volunteer?.publicNumber}
              <p className={form['quiet']}>{dateInWords(one.validFrom)}</p>
            </div>
            <div className={form['steps']}>
              <Button kind="primary" busy={busy} onClick={() => void answer(one.id, true)}>
                {text('members.accept')}
              </Button>
              <Button busy={busy} onClick={() => void answer(one.id, false)}>
                {text('desk.decline')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
