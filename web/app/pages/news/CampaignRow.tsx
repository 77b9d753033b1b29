import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import { Places } from '../../parts/Places';
import { Refusals } from '../../parts/Refusals';
import { dayInKazakhstan, daysInWords, eventTime } from '../../text/dates';
import { text } from '../../text/text';
import type { Run } from '../desk/DeskGate';
import { CampaignForm } from './CampaignForm';
import { type DeskCampaign, publishCampaign, removeSession, withdrawCampaign } from './campaign-queries';
import style from './news.module.css';
import { zone } from './queries';
import { SessionForm } from './SessionForm';

interface Props {
  center: Run;
  years: readonly { id: string; title: string }[];
  campaign: DeskCampaign;
  changed: () => void;
}

/** A campaign as its editors see it: its texts, its programme, and when everybody sees it. */
export function CampaignRow({ center, years, campaign, changed }: Props) {
  const [open, setOpen] = useState<'edit' | 'session' | 'publish' | 'withdraw'>();
  const act = useAction();
  const { id, kind, state, title, sessions, event } = campaign;
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    changed();
  };
  const publish = async () => {
    if (await act.run(publishCampaign, { campaignId: id, expectedVersion: campaign.version })) done();
  };
  const withdraw = async () => {
    if (await act.run(withdrawCampaign, { campaignId: id, expectedVersion: campaign.version })) done();
  };
  const remove = async (sessionId: string) => {
    if (await act.run(removeSession, { sessionId })) changed();
  };
  return (
    <li className={card['card']} data-desk-campaign={id} data-state={state}>
      <div className={card['head']}>
        <h3>{state === 'PUBLISHED' ? <Link href={`/campaigns/${id}`}>{title}</Link> : title}</h3>
        <span className={card['state']}>{text(`news.state.${state}`)}</span>
      </div>
      <p className={card['quiet']}>
        {text(`campaign.kind.${kind}`)} · {daysInWords(campaign.startsOn, campaign.endsOn)}
      </p>
      {sessions.length > 0 && (
        <details className={style['language']} open={campaign.endsOn >= dayInKazakhstan()}>
          <summary>{text('campaign.sessions', { count: sessions.length })}</summary>
          <ol className={style['programme']}>
            {sessions.map((one) => (
              <li key={one.id} data-desk-session={one.id}>
                <div>
                  <strong>{one.title}</strong>
                  <p className={card['quiet']}>
                    {eventTime(one.shift?.startsAt ?? one.startsAt, one.shift?.endsAt ?? one.endsAt, zone)}
                    {one.hall && ` · ${one.hall}`}
                  </p>
                  {one.shift && <Places counts={one.shift} state={one.shift.state} />}
                </div>
                {!one.shift && (
                  <Button kind="quiet" busy={act.busy} onClick={() => void remove(one.id)} aria-label={text('campaign.session.remove.of', { title: one.title })}>
                    {text('campaign.session.remove')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
      {open === 'edit' && <CampaignForm organizationId={center.id} years={years} campaign={campaign} done={done} back={close} />}
      {open === 'session' && <SessionForm forum={campaign} done={done} back={close} />}
      {open === 'publish' && (
        <div className={form['sure']}>
          <p>{text('campaign.publish.sure')}</p>
          <div className={form['steps']}>
            <Button kind="primary" busy={act.busy} onClick={() => void publish()}>
              {text('news.publish')}
            </Button>
            <Button onClick={close}>{text('app.back')}</Button>
          </div>
        </div>
      )}
      {open === 'withdraw' && (
        <div className={form['sure']}>
          <p>{text('campaign.withdraw.sure')}</p>
          <div className={form['steps']}>
            <Button kind="danger" busy={act.busy} onClick={() => void withdraw()}>
              {text('news.withdraw')}
            </Button>
            <Button onClick={close}>{text('app.back')}</Button>
          </div>
        </div>
      )}
      {!open && (
        <div className={form['steps']}>
          <Button onClick={() => setOpen('edit')}>{text('news.edit')}</Button>
          {kind === 'FORUM' && state !== 'WITHDRAWN' && <Button onClick={() => setOpen('session')}>{text('campaign.session.add')}</Button>}
          {state === 'PUBLISHED' ? (
            <Button onClick={() => setOpen('withdraw')}>{text('news.withdraw')}</Button>
          ) : (
            <Button kind="primary" onClick={() => setOpen('publish')}>
              {text('news.publish')}
            </Button>
          )}
          {event && center.publishes && <Link href={`/desk/events/${event.id}`}>{text('campaign.places')}</Link>}
        </div>
      )}
      <Refusals all={act.refusals} />
    </li>
  );
}
