import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { useSearchParams } from 'wouter';
import { newKey } from '../../api/new-key';
import { useSignedIn } from '../../api/session';
import { Button, ButtonLink } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import style from './attendance.module.css';
import { checkIn, checkOut } from './queries';
import { WhichShift } from './WhichShift';

/** The shift that the code of a QR names; the code is after # in the address, which is sent to nobody. */
const shiftOf = (code: string) => /^s\.(shf_[\w-]+)\./.exec(code)?.[1];

/** What a phone's camera opens from the code at the entrance, and where the six digits are typed. */
export default function CheckIn() {
  usePage(text('checkin.title'));
  const [search] = useSearchParams();
  const signedIn = useSignedIn();
  const [scanned, setScanned] = useState(() => location.hash.slice(1));
  const shiftId = shiftOf(scanned) ?? search.get('shift') ?? '';
  if (!signedIn) {
    return (
      <Notice title={text('checkin.title')} heading="h1">
        {text('checkin.visitor')} <ButtonLink href={`/sign-in?to=${encodeURIComponent(`/check-in?shift=${shiftId}`)}`}>{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  if (!shiftId) {
    return (
      <Notice title={text('checkin.title')} heading="h1">
        {text('checkin.none')} <ButtonLink href="/me">{text('me.title')}</ButtonLink>
      </Notice>
    );
  }
  return <Form shiftId={shiftId} scanned={scanned} forget={() => setScanned('')} />;
}

function Form({ shiftId, scanned, forget }: { shiftId: string; scanned: string; forget: () => void }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<'IN' | 'OUT'>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [digits, setDigits] = useState('');
  // A repeated tap is the same event until it is recorded.
  const [event, setEvent] = useState(newKey);
  const record = async (kind: 'IN' | 'OUT') => {
    const input = { shiftId, code: scanned || digits.replace(/\D/g, ''), clientEventId: `${kind}-${event}` };
    setBusy(true);
    setRefusals([]);
    const result = kind === 'IN' ? await client.mutation(checkIn, { input }) : await client.mutation(checkOut, { input });
    setBusy(false);
    const payload = result.data && ('checkIn' in result.data ? result.data.checkIn : result.data.checkOut);
    if (!payload || result.error) setRefusals([failure(result.error)]);
    else if (payload.userErrors.length > 0) {
      setRefusals(payload.userErrors);
      if (scanned) forget(); // a code is refused for good: the digits of now may do
    } else {
      setDone(kind);
      setEvent(newKey());
    }
  };
  return (
    <div className={layout['page']}>
      <form className={`${layout['section']} ${style['form']}`} onSubmit={(submitted: FormEvent) => submitted.preventDefault()}>
        <h1>{text('checkin.title')}</h1>
        <WhichShift id={shiftId} />
        {!scanned && (
          <Field
            label={text('checkin.digits')}
            value={digits}
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            required
            onChange={({ target }) => setDigits(target.value)}
          />
        )}
        <Refusals all={refusals} />
        <p role="status" data-recorded={done}>
          {done && text(`checkin.done.${done}`)}
        </p>
        <div className={layout['links']}>
          <Button kind="primary" busy={busy} onClick={() => void record('IN')}>
            {text('checkin.in')}
          </Button>
          <Button busy={busy} onClick={() => void record('OUT')}>
            {text('checkin.out')}
          </Button>
        </div>
      </form>
      <section className={layout['section']}>
        <h2>{text('mycode.title')}</h2>
        <p>{text('mycode.about')}</p>
        <p>
          <ButtonLink href={`/me/code/${shiftId}`}>{text('mycode.show')}</ButtonLink>
        </p>
      </section>
    </div>
  );
}
