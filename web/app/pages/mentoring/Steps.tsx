import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { Why } from '../../parts/Why';
import { text } from '../../text/text';
import { answerMentorshipProposal, answerMentorshipRequest, pauseMentorship, resumeMentorship, withdrawMentorshipRequest } from './actions';
import { Complete } from './Complete';
import { FirstMeeting } from './FirstMeeting';
import { Meeting } from './Meeting';
import type { Brief, Scale, Side } from './types';

interface Props {
  mentorship: Brief;
  side: Side;
  admin: boolean;
  scale: Scale | undefined;
  done: () => void;
}

type Open = 'decline' | 'first' | 'meeting' | 'pause' | 'complete';

/** What the reader's side can do now. */
export function Steps({ mentorship, side, admin, scale, done }: Props) {
  const { busy, refusals, run, forget } = useAction();
  const [open, setOpen] = useState<Open>();
  const { id: mentorshipId, state, startedAt } = mentorship;
  const expectedVersion = mentorship.version;
  const center = side === 'CENTER';
  const answers = center ? state === 'REQUESTED' : state === 'PROPOSED' && admin;
  const answer = async (accept: boolean, reason?: string) => {
    const said = { mentorshipId, accept, expectedVersion, ...(reason && { reason }) };
    if (!(center ? await run(answerMentorshipRequest, said) : await run(answerMentorshipProposal, said))) return;
    setOpen(undefined);
    done();
  };
  const pause = async (reason: string) => {
    if (!(await run(pauseMentorship, { mentorshipId, reason, expectedVersion }))) return;
    setOpen(undefined);
    done();
  };
  const resume = async () => {
    if (await run(resumeMentorship, { mentorshipId, expectedVersion })) done();
  };
  const withdraw = async () => {
    if (await run(withdrawMentorshipRequest, { mentorshipId, expectedVersion })) done();
  };
  const back = () => {
    forget();
    setOpen(undefined);
  };
  const close = () => {
    setOpen(undefined);
    done();
  };
  if (open === 'decline' || open === 'pause') {
    return (
      <Why
        about={text(`mentoring.${open}.about`)}
        label={text('mentoring.why')}
        act={text(`mentoring.${open}`)}
        busy={busy}
        refusals={refusals}
        say={(reason) => void (open === 'pause' ? pause(reason) : answer(false, reason))}
        back={back}
      />
    );
  }
  if (open === 'first') return <FirstMeeting mentorship={mentorship} scale={scale} done={close} back={back} />;
  if (open === 'meeting') return <Meeting mentorshipId={mentorshipId} done={close} back={back} />;
  if (open === 'complete') return <Complete mentorship={mentorship} scale={scale} done={close} back={back} />;
  const first = center && state === 'ACTIVE' && !startedAt;
  const meets = state === 'ACTIVE' && startedAt;
  const completes = center && startedAt && (state === 'ACTIVE' || state === 'PAUSED');
  return (
    <>
      {!answers && state === 'REQUESTED' && !center && <p className={card['quiet']}>{text('mentoring.wait.center')}</p>}
      {!answers && state === 'PROPOSED' && <p className={card['quiet']}>{text(center ? 'mentoring.wait.mentee' : 'mentoring.wait.admin')}</p>}
      {!center && state === 'ACTIVE' && !startedAt && <p className={card['quiet']}>{text('mentoring.wait.meeting')}</p>}
      <Refusals all={refusals} />
      <div className={form['steps']}>
        {answers && (
          <>
            <Button kind="primary" busy={busy} onClick={() => void answer(true)}>
              {text(center ? 'mentoring.take' : 'mentoring.agree')}
            </Button>
            <Button onClick={() => setOpen('decline')}>{text('mentoring.decline')}</Button>
          </>
        )}
        {!center && admin && state === 'REQUESTED' && (
          <Button busy={busy} onClick={() => void withdraw()}>
            {text('mentoring.withdraw')}
          </Button>
        )}
        {first && (
          <Button kind="primary" onClick={() => setOpen('first')}>
            {text('mentoring.first')}
          </Button>
        )}
        {meets && <Button onClick={() => setOpen('meeting')}>{text('mentoring.meeting')}</Button>}
        {center && state === 'PAUSED' && (
          <Button kind="primary" busy={busy} onClick={() => void resume()}>
            {text('mentoring.resume')}
          </Button>
        )}
        {completes && <Button onClick={() => setOpen('complete')}>{text('mentoring.complete')}</Button>}
        {center && state === 'ACTIVE' && <Button onClick={() => setOpen('pause')}>{text('mentoring.pause')}</Button>}
      </div>
    </>
  );
}
