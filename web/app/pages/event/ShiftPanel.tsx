import type { ReactNode } from 'react';
import type { ShiftCounts } from '../../api/capacity';
import type { ResultOf } from '../../api/graphql';
import { Places } from '../../parts/Places';
import { Ring } from '../../parts/Ring';
import { eventTime, momentIn } from '../../text/dates';
import { qualification } from '../../text/qualification';
import { language, text } from '../../text/text';
import style from './event.module.css';
import { MyPlace, type Mine } from './MyPlace';
import type { shiftShown } from './queries';
import { SignUp } from './SignUp';

export type ShownShift = ResultOf<typeof shiftShown>;

interface Props {
  /** The address of the page that it stands on, to come back to. */
  page: string;
  timeZone: string;
  shift: ShownShift;
  counts: ShiftCounts | undefined;
  mine: Mine | undefined;
  /** Whether `mine` is what the viewer has; before that, what the query answered is. */
  mineKnown: boolean;
  again: () => void;
  /** What else is said of it. */
  children?: ReactNode;
}

/** A shift: its places, its rules, and the viewer's place or the way to one. */
export function ShiftPanel({ page, timeZone, shift, counts, mine, mineKnown, again, children }: Props) {
  const shown = counts && counts.version >= shift.live.version ? counts : shift.live;
  const own = mineKnown ? mine : (shift.viewerSignup ?? shift.viewerWaitlistEntry ?? undefined);
  const place = own && isCurrent(own) ? own : undefined;
  const open = shown.state === 'OPEN' || shown.state === 'SCHEDULED';
  return (
    <article className={style['shift']} data-shift={shift.id}>
      <Ring counts={shown} ended={!open} />
      <div className={style['about']}>
        <h3 {...(shift.titleLocale !== language && { lang: shift.titleLocale })}>{shift.title}</h3>
        <Places counts={shown} state={shown.state} />
        <p className="tabular">
          <time dateTime={shift.startsAt}>{eventTime(shift.startsAt, shift.endsAt, timeZone)}</time>
        </p>
        {children}
        <Rules shift={shift} timeZone={timeZone} state={shown.state} />
      </div>
      <div className={style['own']}>
        {place ? (
          <MyPlace place={place} shift={shift} timeZone={timeZone} again={again} />
        ) : (
          open && <SignUp page={page} shift={shift} counts={shown} again={again} />
        )}
      </div>
    </article>
  );
}

function Rules({ shift, timeZone, state }: { shift: Props['shift']; timeZone: string; state: string }) {
  const rules = [
    state === 'SCHEDULED' && shift.opensAt && text('shift.opens', { time: momentIn(shift.opensAt, timeZone) }),
    state === 'OPEN' && shift.closesAt && text('shift.closes', { time: momentIn(shift.closesAt, timeZone) }),
    shift.minAge > 0 && text('shift.minAge', { age: shift.minAge }),
    (shift.qualifications?.length ?? 0) > 0 && text('shift.qualifications', { names: shift.qualifications?.map(qualification).join(', ') ?? '' }),
    shift.membersOnly && text('shift.membersOnly'),
    shift.signupPolicy === 'APPROVAL' && text('shift.approval'),
  ].filter((rule): rule is string => Boolean(rule));
  if (rules.length === 0) return null;
  return (
    <ul className={style['rules']}>
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  );
}

const current = ['REQUESTED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED', 'WAITING', 'OFFERED'];

export function isCurrent(mine: Mine): boolean {
  return current.includes('position' in mine ? mine.waitlistState : mine.signupState);
}
