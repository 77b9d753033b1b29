import { useState } from 'react';
import { useAction } from '../../../api/use-action';
import { Button } from '../../../parts/Button';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { useViewer } from '../../../shell/viewer';
import { dateInWords } from '../../../text/dates';
import { text } from '../../../text/text';
import style from './organization.module.css';
import { endMembership, setMemberRole } from './queries';
import { type Member, memberName, rolesOf } from './roles';

/** The members of an organization, and their roles to change. */
export function MemberTable({ members, university, again }: { members: Member[]; university: boolean; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const { again: whoAgain } = useViewer();
  const [ending, setEnding] = useState<string>();
  const done = () => {
    setEnding(undefined);
    again();
    whoAgain(); // one's own role may have changed
  };
  const change = async (membershipId: string, role: Member['role']) => {
    if (await run(setMemberRole, { membershipId, role })) done();
  };
  const end = async (membershipId: string) => {
    if (await run(endMembership, { membershipId })) done();
  };
  return (
    <section className={layout['section']} aria-labelledby="members">
      <h2 id="members">{text('members.title', { count: members.length })}</h2>
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {members.map((one) => (
          <li key={one.id} data-member={one.role}>
            <div>
              <strong>{memberName(one) || text('desk.unknown')}</strong> {one.volunteer?.publicNumber}
              <p className={form['quiet']}>{text('members.since', { date: dateInWords(one.validFrom) })}</p>
            </div>
            <label className={style['role']}>
              <span className="visually-hidden">{text('members.role.of', { name: memberName(one) })}</span>
              <select value={one.role} disabled={busy} onChange={({ target }) => void change(one.id, target.value as Member['role'])}>
                {rolesOf(university).map((role) => (
                  <option key={role} value={role}>
                    {text(`role.${role}`)}
                  </option>
                ))}
              </select>
            </label>
            {ending !== one.id && (
              <Button kind="quiet" onClick={() => setEnding(one.id)}>
                {text('members.end')}
              </Button>
            )}
            {ending === one.id && (
              <div className={form['steps']} role="group" aria-label={text('members.end')}>
                <Button kind="danger" busy={busy} onClick={() => void end(one.id)} autoFocus>
                  {text('members.end.do')}
                </Button>
                <Button onClick={() => setEnding(undefined)}>{text('app.back')}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
