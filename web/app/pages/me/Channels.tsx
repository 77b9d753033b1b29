import { useEffect, useState } from 'react';
import { closePush, openPush, pushPossible, pushSubscription } from '../../api/push';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import style from './channels.module.css';
import { choicesQuery, setChoices, subscribePush, unsubscribePush } from './channel-queries';

const channels = ['MAIL', 'SMS', 'PUSH'] as const;
const nothing = {};

/** How the viewer wants to be told: this browser, and each kind of notice through each channel. */
export function Channels() {
  const { data, error, again } = useData(choicesQuery, nothing);
  const viewer = data?.viewer;
  return (
    <section className={layout['section']} aria-labelledby="channels">
      <h2 id="channels">{text('me.channels')}</h2>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      {viewer && <ThisBrowser pushKey={viewer.pushKey} />}
      {viewer && <Choices all={viewer.noticeChoices} again={again} />}
      <SeeQuery document={choicesQuery} />
    </section>
  );
}

function ThisBrowser({ pushKey }: { pushKey: string | null }) {
  const { busy, refusals, run } = useAction();
  const [on, setOn] = useState<boolean>();
  const [said, say] = useState('');
  useEffect(() => {
    void pushSubscription().then((subscription) => setOn(subscription !== undefined));
  }, []);
  if (!pushKey) return <p className={style['quiet']}>{text('me.push.off')}</p>;
  if (!pushPossible()) return <p className={style['quiet']}>{text('me.push.impossible')}</p>;
  const subscribe = async () => {
    say('');
    try {
      const browser = await openPush(pushKey);
      if (!browser) return say(text('me.push.denied'));
      if (await run(subscribePush, browser)) setOn(true);
    } catch {
      say(text('me.push.failed'));
    }
  };
  const unsubscribe = async () => {
    say('');
    const endpoint = await closePush();
    setOn(false);
    if (endpoint) await run(unsubscribePush, { endpoint });
  };
  return (
    <div className={style['browser']} data-push={on ? 'on' : 'off'}>
      <p>{text(on ? 'me.push.is' : 'me.push.isNot')}</p>
      <Refusals all={refusals} />
      <p role="status">{said}</p>
      <Button busy={busy || on === undefined} kind={on ? 'plain' : 'primary'} onClick={() => void (on ? unsubscribe() : subscribe())}>
        {text(on ? 'me.push.stop' : 'me.push.start')}
      </Button>
    </div>
  );
}

interface Choice {
  kind: string;
  name: string;
  channel: string;
  wanted: boolean;
}

function Choices({ all, again }: { all: readonly Choice[]; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const kinds = [...new Map(all.map(({ kind, name }) => [kind, name]))];
  const change = async (kind: string, channel: (typeof channels)[number], wanted: boolean) => {
    if (await run(setChoices, { choices: [{ kind: kind as never, channel, wanted }] })) again();
  };
  return (
    <details className={style['choices']}>
      <summary>{text('me.choices')}</summary>
      <p className={style['quiet']}>{text('me.choices.about')}</p>
      <Refusals all={refusals} />
      <div className={style['scroll']} tabIndex={0} role="region" aria-label={text('me.choices')}>
        <table className={style['table']} aria-busy={busy}>
          <thead>
            <tr>
              <th scope="col">{text('me.choices.kind')}</th>
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {text(`me.channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map(([kind, name]) => (
              <tr key={kind} data-kind={kind}>
                <th scope="row">{name}</th>
                {channels.map((channel) => {
                  const choice = all.find((one) => one.kind === kind && one.channel === channel);
                  return (
                    <td key={channel}>
                      <input
                        type="checkbox"
                        aria-label={`${name}: ${text(`me.channel.${channel}`)}`}
                        checked={choice?.wanted ?? true}
                        onChange={({ target }) => void change(kind, channel, target.checked)}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
