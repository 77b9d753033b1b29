import { type FormEvent, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Secret } from '../../parts/Secret';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { createApiKey, revokeApiKey, type securityQuery } from './security-queries';

type Key = NonNullable<ResultOf<typeof securityQuery>['viewer']>['apiKeys'][number];
const scopes = ['PROFILE_READ', 'PLACES_WRITE', 'EVENTS_READ', 'EVENTS_WRITE', 'ROSTER_READ', 'ROSTER_WRITE'] as const;
const day = 86_400_000;

/** Keys by which programs act for the viewer. */
export function ApiKeys({ keys, again }: { keys: Key[]; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const made = await run(createApiKey, {
      name: String(given.get('name')),
      scopes: given.getAll('scope').map(String) as Key['scopes'],
      expiresAt: new Date(Date.now() + Number(given.get('days')) * day).toISOString(),
    });
    if (!made) return;
    setSecret(made.secret ?? undefined);
    setOpen(false);
    again();
  };
  const revoke = async (apiKeyId: string) => {
    if (!(await run(revokeApiKey, { apiKeyId }))) return;
    setSecret(undefined);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="keys">
      <h2 id="keys">{text('me.keys')}</h2>
      <p className={form['quiet']}>{text('me.keys.about')}</p>
      <Refusals all={refusals} />
      {secret && <Secret label={text('me.keys.secret')} value={secret} hint={text('me.keys.once')} />}
      <ul className={form['list']}>
        {keys.map(({ id, name, prefix, scopes: may, expiresAt, lastUsedAt }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong> <code>{prefix}…</code>
              <p>{may.map((one) => text(`me.keys.scope.${one}`)).join('; ')}</p>
              <p className={form['quiet']}>
                {text('me.keys.until', { time: momentHere(expiresAt) })} ·{' '}
                {lastUsedAt ? text('me.sessions.used', { time: momentHere(lastUsedAt) }) : text('me.keys.unused')}
              </p>
            </div>
            <Button kind="quiet" busy={busy} onClick={() => void revoke(id)}>
              {text('me.keys.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {!open && (
        <div>
          <Button onClick={() => setOpen(true)}>{text('me.keys.new')}</Button>
        </div>
      )}
      {open && (
        <form className={form['form']} onSubmit={(event) => void create(event)}>
          <div className={form['pair']}>
            <Field label={text('me.keys.name')} name="name" maxLength={100} required autoFocus />
            <Select label={text('me.keys.days')} name="days" defaultValue="90">
              {[30, 90, 365].map((days) => (
                <option key={days} value={days}>
                  {text('me.keys.days.count', { days })}
                </option>
              ))}
            </Select>
          </div>
          <fieldset>
            <legend className={form['legend']}>{text('me.keys.may')}</legend>
            {scopes.map((one) => (
              <div key={one}>
                <Check label={text(`me.keys.scope.${one}`)} name="scope" value={one} defaultChecked={one === 'PROFILE_READ'} />
              </div>
            ))}
          </fieldset>
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={busy}>
              {text('me.keys.create')}
            </Button>
            <Button kind="quiet" onClick={() => setOpen(false)}>
              {text('app.back')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
