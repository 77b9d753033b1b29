import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { deviceName } from './device-name';
import { endOtherSessions, endSession, type securityQuery } from './security-queries';

type Session = NonNullable<ResultOf<typeof securityQuery>['viewer']>['sessions'][number];

/** Where the viewer is signed in. */
export function Sessions({ sessions, again }: { sessions: Session[]; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const end = async (sessionId: string) => {
    if (await run(endSession, { sessionId })) again();
  };
  const endOthers = async () => {
    if (await run(endOtherSessions, {})) again();
  };
  return (
    <section className={layout['section']} aria-labelledby="sessions">
      <h2 id="sessions">{text('me.sessions')}</h2>
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {sessions.map(({ id, device, createdAt, lastUsedAt, current }) => (
          <li key={id} data-session={current ? 'current' : 'other'}>
            <div>
              <strong title={device}>{deviceName(device) ?? text('me.sessions.unknown')}</strong>
              <p className={form['quiet']}>
                {text('me.sessions.since', { time: momentHere(createdAt) })}
                {lastUsedAt && ` · ${text('me.sessions.used', { time: momentHere(lastUsedAt) })}`}
              </p>
            </div>
            {current ? (
              <span className={form['done']}>{text('me.sessions.current')}</span>
            ) : (
              <Button kind="quiet" busy={busy} onClick={() => void end(id)}>
                {text('me.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button busy={busy} onClick={() => void endOthers()}>
            {text('me.sessions.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
}
