import { useEffect } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { useLive } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import { Button } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import style from './me.module.css';
import { markRead, noticesLive, noticesQuery } from './queries';

const nothing = {};

/** What the viewer was told, the newest first. */
export function Notices() {
  const { data: told } = useLive(noticesLive, nothing);
  const { data, again, list } = useList(noticesQuery, nothing, ({ viewer }) => (viewer ? ofConnection(viewer.notices) : undefined));
  // The newest are followed: what is told of them is asked for with all that is shown.
  useEffect(() => {
    if (told && data) again();
  }, [told]);
  const { busy, refusals, run } = useAction();
  return (
    <section className={layout['section']} aria-labelledby="notices">
      <div className={layout['head']}>
        <h2 id="notices">{text('me.notices')}</h2>
        {(data?.viewer?.unreadNotices ?? 0) > 0 && (
          <Button kind="quiet" busy={busy} onClick={() => void run(markRead, { all: true })}>
            {text('me.notices.read')}
          </Button>
        )}
      </div>
      <Refusals all={refusals} />
      {data && list.rows.length === 0 && <p className={style['where']}>{text('me.notices.empty')}</p>}
      <ul className={style['notices']}>
        {list.rows.map(({ id, kind, createdAt, readAt, message, nextStep, text: written, organization, shift }) => (
          <li key={id} className={readAt ? undefined : style['unread']}>
            <p className={style['where']}>
              {!readAt && <span className="visually-hidden">{text('me.notices.new')} </span>}
              <time dateTime={createdAt}>{momentHere(createdAt)}</time>{' '}
              {shift && <Link href={`/events/${shift.event.id}`}>{shift.event.title}</Link>}
              {kind === 'MISTAKE_REPORTED' && <Link href={`/center/news?organization=${organization?.id ?? ''}`}>{organization?.name ?? text('news.network')}</Link>}
              {!shift && kind !== 'MISTAKE_REPORTED' && organization && <Link href={`/organizations/${organization.id}`}>{organization.name}</Link>}
            </p>
            <p>
              {message} {nextStep}
            </p>
            {written && <blockquote className={style['written']}>{written}</blockquote>}
          </li>
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={noticesLive} />
    </section>
  );
}
