import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button, ButtonLink, WindowLink } from '../../parts/Button';
import { Check } from '../../parts/Field';
import { Refusals } from '../../parts/Refusals';
import { qualification } from '../../text/qualification';
import { language, text } from '../../text/text';
import style from './event.module.css';
import { signUp } from './queries';
import type { ShownShift } from './ShiftPanel';

interface Props {
  page: string;
  shift: ShownShift;
  counts: { available: number; waitlisted: number; state: string };
  again: () => void;
}

/** The way to a place: what stands against it and what to do, or the one button. */
export function SignUp({ page, shift, counts, again }: Props) {
  const { busy, refusals, run } = useAction();
  const [offerOnly, setOfferOnly] = useState(false);
  const missing = shift.eligibility.gates.filter(({ passed }) => !passed);
  if (missing.some(({ code }) => code === 'SIGN_IN')) {
    return (
      <div className={style['way']}>
        <ButtonLink kind="primary" href={`/sign-in?to=${page}`}>
          {text('shift.signIn')}
        </ButtonLink>
        {shift.guestSignup && counts.state === 'OPEN' && (
          // The page of the widget's frame: one way for guests, wherever they come from.
          <WindowLink href={`/widget/sign-up?${new URLSearchParams({ shift: shift.id, lang: language })}`}>{text('shift.guest')}</WindowLink>
        )}
      </div>
    );
  }
  if (!shift.eligibility.allowed) {
    return (
      <div className={style['way']}>
        <p className={style['why']}>{text('shift.notAllowed')}</p>
        <ul className={style['gates']}>
          {missing.map(({ code, message, nextStep }) => (
            <li key={code} data-gate={code}>
              <strong>{message}</strong> {nextStep} {code === 'NO_OVERLAP' && <Link href="/me">{text('nav.me')}</Link>}
              {code === 'QUALIFICATION' &&
                shift.qualifications?.map((kind) => (
                  <Link key={kind} href={`/courses?grants=${kind}`}>
                    {text('courses.of', { name: qualification(kind) })}
                  </Link>
                ))}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const queue = counts.available === 0 || counts.waitlisted > 0;
  const label = shift.signupPolicy === 'APPROVAL' ? 'shift.ask' : queue ? 'shift.queue' : 'shift.take';
  const take = async () => {
    if (await run(signUp, { shiftId: shift.id, autoAccept: !offerOnly })) again();
  };
  return (
    <div className={style['way']}>
      <Refusals all={refusals} />
      {queue && shift.signupPolicy !== 'APPROVAL' && (
        <Check label={text('shift.offerOnly')} checked={offerOnly} onChange={({ target }) => setOfferOnly(target.checked)} />
      )}
      <Button kind="primary" busy={busy} onClick={() => void take()}>
        {text(label)}
      </Button>
    </div>
  );
}
