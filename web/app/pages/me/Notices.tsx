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
import { schoolsOf, useViewer } from '../../shell/viewer';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import style from './me.module.css';
import { noticeLink } from './notice-links';
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
  const { data: viewer } = useViewer();
  const schools = schoolsOf(viewer?.viewer?.memberships ?? []).map(({ id }) => id);
  const rows = list.rows.map((one) => ({ ...one, link: noticeLink(one, schools) }));
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
      {data && rows.length === 0 && <p className={style['where']}>{text('me.notices.empty')}</p>}
      <ul className={style['notices']}>
        {rows.map(({ id, createdAt, readAt, message, nextStep, text: written, organization, shift, link }) => (
          <li key={id} className={readAt ? undefined : style['unread']}>
            <p className={style['where']}>
              {!readAt && <span className="visually-hidden">{text('me.notices.new')} </span>}
              <time dateTime={createdAt}>{momentHere(createdAt)}</time>{' '}
              {shift && <Link href={`/events/${shift.event.id}`}>{shift.event.title}</Link>}
              {!shift && organization && <Link href={`/organizations/${organization.id}`}>{organization.name}</Link>}
            </p>
            <p>
              {message} {nextStep}
            </p>
            {link && (
              <p>
                <Link href={link.href}>{link.label}</Link>
              </p>
            )}
            {written && <blockquote className={style['written']}>{written}</blockquote>}
          </li>
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={noticesLive} />
    </section>
  );
}
