import { type FormEvent, useState } from 'react';
import { useAction } from '../../../api/use-action';
import { Button } from '../../../parts/Button';
import { Field, Select } from '../../../parts/Field';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { Secret } from '../../../parts/Secret';
import { momentHere } from '../../../text/dates';
import { text } from '../../../text/text';
import { inviteMember, withdrawInvitation } from './queries';
import { type Member, rolesOf } from './roles';

interface Props {
  organizationId: string;
  university: boolean;
  invitations: { id: string; contact: string; role: Member['role']; expiresAt: string }[];
  again: () => void;
}

/** Links by which people become members; each is shown once. */
export function Invite({ organizationId, university, invitations, again }: Props) {
  const { busy, refusals, run } = useAction();
  const [link, setLink] = useState<string>();
  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = event.currentTarget;
    const given = new FormData(filled);
    const who = String(given.get('contact')).trim();
    const made = await run(inviteMember, {
      organizationId,
      role: String(given.get('role')) as Member['role'],
      ...(who.includes('@') ? { email: who } : { phone: who }),
    });
    if (!made) return;
    setLink(made.inviteUrl ?? undefined);
    filled.reset();
    again();
  };
  const withdraw = async (invitationId: string) => {
    if (!(await run(withdrawInvitation, { invitationId }))) return;
    setLink(undefined);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="invite">
      <h2 id="invite">{text('invite.title')}</h2>
      <p className={form['quiet']}>{text('invite.about')}</p>
      {link && <Secret label={text('invite.link')} value={link} hint={text('invite.once')} />}
      <form className={form['form']} onSubmit={(event) => void invite(event)}>
        <div className={form['pair']}>
          <Field label={text('invite.contact')} name="contact" required autoComplete="off" />
          <Select label={text('invite.role')} name="role" defaultValue="COORDINATOR">
            {rolesOf(university).map((role) => (
              <option key={role} value={role}>
                {text(`role.${role}`)}
              </option>
            ))}
          </Select>
        </div>
        <Refusals all={refusals} />
        <div>
          <Button type="submit" busy={busy}>
            {text('invite.do')}
          </Button>
        </div>
      </form>
      {invitations.length > 0 && (
        <>
          <h3>{text('invite.open', { count: invitations.length })}</h3>
          <ul className={form['list']}>
            {invitations.map(({ id, contact, role, expiresAt }) => (
              <li key={id} data-invitation={id}>
                <div>
                  <strong>{contact}</strong> · {text(`role.${role}`)}
                  <p className={form['quiet']}>{text('me.keys.until', { time: momentHere(expiresAt) })}</p>
                </div>
                <Button kind="quiet" busy={busy} onClick={() => void withdraw(id)}>
                  {text('invite.withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
