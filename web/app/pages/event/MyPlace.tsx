import { useEffect, useRef, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Countdown } from '../../parts/Countdown';
import { Refusals } from '../../parts/Refusals';
import { momentIn } from '../../text/dates';
import { language, text } from '../../text/text';
import style from './event.module.css';
import { answerOffer, cancelSignup, leaveWaitlist } from './queries';

interface Signup {
  __typename?: 'Signup';
  id: string;
  signupState: string;
  freeUntil?: string | null;
}

interface Entry {
  __typename?: 'WaitlistEntry';
  id: string;
  waitlistState: string;
  position: number | null;
  autoAccept: boolean;
  blockedBy: string | null;
  offer: { id: string; state: string; expiresAt: string } | null;
}

export type Mine = Signup | Entry;

interface Props {
  place: Mine;
  shift: { id: string; cancelCutoff?: string | null; startsAt: string; noShowMinutes: number };
  timeZone: string;
  again: () => void;
}

/** What the viewer has on a shift, and what they can do with it. */
export function MyPlace({ place, shift, timeZone, again }: Props) {
  if ('position' in place) {
    if (place.offer?.state === 'PENDING') return <Offered entry={place} timeZone={timeZone} again={again} />;
    return <Waiting entry={place} again={again} />;
  }
  return <Placed signup={place} shift={shift} timeZone={timeZone} again={again} />;
}

function Placed({ signup, shift, timeZone, again }: Omit<Props, 'place'> & { signup: Signup }) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState(false);
  const requested = signup.signupState === 'REQUESTED';
  const cancel = async () => {
    if (await run(cancelSignup, { signupId: signup.id })) again();
    else setAsked(false);
  };
  const can = requested || signup.signupState === 'CONFIRMED';
  return (
    <div className={style['mine']} data-mine={signup.signupState}>
      <p className={style['have']}>{text(requested ? 'mine.requested' : 'mine.confirmed')}</p>
      <Refusals all={refusals} />
      {!requested && shift.cancelCutoff && (
        <p className={style['small']}>{text('mine.cutoff', { time: momentIn(shift.cancelCutoff, timeZone) })}</p>
      )}
      {signup.signupState === 'CONFIRMED' && shift.noShowMinutes > 0 && (
        <p className={style['small']} data-no-show={shift.noShowMinutes}>
          {text('mine.noShow', { minutes: shift.noShowMinutes })}
        </p>
      )}
      {can && !asked && (
        <div className={style['buttons']}>
          {!requested && (
            <a className={style['calendar']} href={`/shifts/${shift.id}.ics?lang=${language}`} download>
              {text('mine.calendar')}
            </a>
          )}
          <Button kind="quiet" onClick={() => setAsked(true)}>
            {text(requested ? 'mine.withdraw' : 'mine.cancel')}
          </Button>
        </div>
      )}
      {can && asked && (
        <div className={style['confirm']} role="group" aria-label={text('mine.cancel')}>
          <p>{text(requested ? 'mine.withdraw.sure' : 'mine.cancel.sure')}</p>
          <div className={style['buttons']}>
            <Button kind="danger" busy={busy} onClick={() => void cancel()} autoFocus>
              {text(requested ? 'mine.withdraw' : 'mine.cancel.do')}
            </Button>
            <Button onClick={() => setAsked(false)}>{text('mine.keep')}</Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Waiting({ entry, again }: { entry: Entry; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const leave = async () => {
    if (await run(leaveWaitlist, { entryId: entry.id })) again();
  };
  return (
    <div className={style['mine']} data-mine={entry.waitlistState}>
      <p className={style['have']} role="status">
        {entry.position === null ? text('mine.waiting.somewhere') : text('mine.waiting', { position: entry.position })}
      </p>
      <p className={style['small']}>{text(entry.autoAccept ? 'mine.waiting.auto' : 'mine.waiting.offer')}</p>
      {entry.blockedBy && <p className={style['why']}>{text('mine.blocked', { gate: entry.blockedBy })}</p>}
      <Refusals all={refusals} />
      <div className={style['buttons']}>
        <Button kind="quiet" busy={busy} onClick={() => void leave()}>
          {text('mine.leave')}
        </Button>
      </div>
    </div>
  );
}

const undoFor = 6_000;

function Offered({ entry, timeZone, again }: { entry: Entry; timeZone: string; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [expired, setExpired] = useState(false);
  const [declining, setDeclining] = useState(false);
  const decline = useRef<() => void>(() => {});
  const offer = entry.offer;
  const answer = async (accept: boolean) => {
    if (offer && (await run(answerOffer, { offerId: offer.id, accept }))) again();
  };
  decline.current = () => void answer(false);

  // A declined offer can be undone for some seconds: it is sent after them, or when the reader leaves.
  useEffect(() => {
    if (!declining) return undefined;
    let sent = false;
    const send = () => {
      if (!sent) decline.current();
      sent = true;
    };
    const timer = setTimeout(() => {
      send();
      setDeclining(false);
    }, undoFor);
    addEventListener('pagehide', send);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', send);
    };
  }, [declining]);

  if (!offer) return null;
  if (declining) {
    return (
      <div className={style['mine']} data-mine="DECLINING">
        <p role="status">{text('mine.declining')}</p>
        <div className={style['buttons']}>
          <Button onClick={() => setDeclining(false)} autoFocus>
            {text('mine.undo')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={`${style['mine']} ${style['offer']}`} data-mine="OFFERED" role="alert">
      <p className={style['have']}>{text(expired ? 'mine.offer.expired' : 'mine.offer')}</p>
      {!expired && (
        <p>
          {text('mine.offer.until', { time: momentIn(offer.expiresAt, timeZone) })}{' '}
          <strong>
            <Countdown until={offer.expiresAt} over={() => setExpired(true)} />
          </strong>
        </p>
      )}
      <Refusals all={refusals} />
      {!expired && (
        <div className={style['buttons']}>
          <Button kind="primary" busy={busy} onClick={() => void answer(true)}>
            {text('mine.offer.take')}
          </Button>
          <Button onClick={() => setDeclining(true)}>{text('mine.offer.decline')}</Button>
        </div>
      )}
    </div>
  );
}
