import { useEffect } from 'react';
import { Link } from 'wouter';
import { useLive } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { useChanged } from '../../parts/use-changed';
import { dayInWords } from '../../text/dates';
import { text } from '../../text/text';
import { Goals } from './Goals';
import { Meetings } from './Meetings';
import style from './mentoring.module.css';
import { mentorshipLive } from './queries';
import { Steps } from './Steps';
import { type Brief, isOpen, type Scale, type Side } from './types';

interface Props {
  given: Brief;
  /** On which of the two sides the reader is. */
  side: Side;
  admin: boolean;
  scale: Scale | undefined;
  /** What the reader sees here may stand elsewhere in the list by now. */
  changed: () => void;
}

/** One mentorship, followed live while the two sides have something to do with each other. */
export function MentorshipCard({ given, side, admin, scale, changed }: Props) {
  const open = isOpen(given.state);
  const { data } = useLive(mentorshipLive, open ? { mentorshipId: given.id } : undefined);
  const whole = data?.mentorship;
  const now = whole ?? given;
  useEffect(() => {
    if (whole && whole.state !== given.state) changed();
  }, [whole?.state]);
  const glows = useChanged(whole?.version ?? undefined);
  const other = side === 'CENTER' ? now.mentee : now.center;
  const level = (number: number | null) => scale?.maturityScale.find((one) => one.level === number)?.name;
  return (
    <div className={`${card['card']} ${glows ? style['changed'] : ''}`} data-mentorship={now.id} data-state={now.state}>
      <div className={card['head']}>
        <h3>
          <Link href={`/organizations/${other.id}`}>{other.name}</Link>
        </h3>
        <span className={card['state']}>{text(now.withdrawn ? 'mentoring.withdrawn' : `mentoring.state.${now.state}`)}</span>
      </div>
      <p className={card['quiet']}>
        <time dateTime={now.createdAt}>{text('mentoring.since', { time: dayInWords(now.createdAt) })}</time>
        {now.unanswered && <strong className={card['late']} data-unanswered> · {text('mentoring.unanswered')}</strong>}
      </p>
      {now.needs && now.needs.length > 0 && (
        <ul className={layout['chips']} aria-label={text('mentoring.needs')}>
          {now.needs.map((need) => (
            <li key={need} className={layout['chip']}>
              {text(`mentoring.need.${need}`)}
            </li>
          ))}
        </ul>
      )}
      {now.message && <blockquote className={style['said']}>{now.message}</blockquote>}
      {now.reason && <p className={card['said']}>{text('mentoring.reason', { reason: now.reason })}</p>}
      {now.focus && (
        <p>
          {text('mentoring.focus', { direction: now.focus.name })}
          {now.maturityBefore && ` · ${text('mentoring.before', { level: now.maturityBefore, name: level(now.maturityBefore) ?? '' })}`}
          {now.maturityAfter && ` · ${text('mentoring.after', { level: now.maturityAfter, name: level(now.maturityAfter) ?? '' })}`}
        </p>
      )}
      {now.outcome && <p className={card['said']}>{now.outcome}</p>}
      {whole ? (
        <Goals mentorship={whole} may={whole.state === 'ACTIVE'} />
      ) : (
        now.goalsChosen > 0 && <p className={card['quiet']}>{text('mentoring.goals.reached', { reached: now.goalsReached, chosen: now.goalsChosen })}</p>
      )}
      {whole && <Meetings meetings={whole.meetings ?? []} />}
      <Steps mentorship={now} side={side} admin={admin} scale={scale} done={changed} />
    </div>
  );
}
