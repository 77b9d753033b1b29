import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { Link, useParams } from 'wouter';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { text } from '../../text/text';
import { DeskGate } from '../desk/DeskGate';
import { byName, nameOf, type RosterEntry, useRoster } from '../desk/use-roster';
import style from './attendance.module.css';
import { Outbox, type Seen, seenNow, type Sent } from './outbox';
import { useCamera } from './use-camera';

const again = 10_000; // what is held is tried this often
const same = 5_000; // a code in front of the camera is seen many times

/** The organizers' device: reads people's codes, or marks by hand, with and without a network. */
export default function Scan() {
  return <DeskGate>{() => <Loaded />}</DeskGate>;
}

function Loaded() {
  const { id = '' } = useParams();
  usePage(text('scan.title'));
  const { entries, gone } = useRoster(id);
  if (gone) return <NotFound />;
  if (!entries) return <Loading />;
  return <Desk shiftId={id} entries={entries.filter(({ signup }) => signup && signup.signupState !== 'REQUESTED')} />;
}

function Desk({ shiftId, entries }: { shiftId: string; entries: RosterEntry[] }) {
  const client = useClient();
  const [held, setHeld] = useState(0);
  const [last, setLast] = useState<{ seen: Seen; sent?: Sent }>();
  const [kind, setKind] = useState<'IN' | 'OUT'>('IN');
  const [camera, setCamera] = useState(false);
  const [typed, setTyped] = useState('');
  const outbox = useMemo(() => new Outbox(shiftId, setHeld, (all) => setLast((now) => newest(now, all))), [shiftId]);
  useEffect(() => {
    const send = () => void outbox.send(client);
    send();
    addEventListener('online', send);
    const timer = setInterval(send, again);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [outbox, client]);
  const see = (what: { code: string } | { signupId: string }) => {
    const seen = seenNow(kind, what);
    outbox.put(seen);
    setLast({ seen });
    void outbox.send(client);
  };
  const before = useRef({ value: '', at: 0 });
  const { video, refused } = useCamera(camera, (value) => {
    const now = Date.now();
    if (value === before.current.value && now - before.current.at < same) return;
    before.current = { value, at: now };
    see({ code: value });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) see({ code: typed.trim() });
    setTyped('');
  };
  return (
    <div className={layout['page']} data-held={held}>
      <section className={layout['section']}>
        <Link href={`/desk/shifts/${shiftId}`} className={layout['crumb']}>
          {text('attendance.roster')}
        </Link>
        <h1>{text('scan.title')}</h1>
        <fieldset className={style['kinds']}>
          <legend>{text('scan.kind')}</legend>
          {(['IN', 'OUT'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} /> {text(`scan.kind.${one}`)}
            </label>
          ))}
        </fieldset>
        {camera && !refused && <video ref={video} className={style['video']} muted playsInline aria-label={text('scan.video')} />}
        {refused && <p role="alert">{text('scan.refused')}</p>}
        {!camera && (
          <p>
            <Button kind="primary" onClick={() => setCamera(true)}>
              {text('scan.camera')}
            </Button>
          </p>
        )}
        <Latest last={last} entries={entries} />
        {held > 0 && (
          <p role="status" className={style['held']}>
            {text('scan.held', { count: held })} {text('scan.keepOpen')}
          </p>
        )}
        <form className={style['typed']} onSubmit={submit}>
          <Field label={text('scan.typed')} value={typed} maxLength={200} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
          <Button type="submit">{text('scan.typed.do')}</Button>
        </form>
      </section>
      <section className={layout['section']} aria-labelledby="by-hand">
        <h2 id="by-hand">{text('scan.hand')}</h2>
        <ul className={style['people']}>
          {byName(entries).map((signup) => (
            <li key={signup.id} data-state={signup.signupState}>
              <span>
                <strong>{nameOf(signup)}</strong> {signup.volunteer?.publicNumber}
                {signup.signupState !== 'CONFIRMED' && <> · {text(`signup.state.${signup.signupState}`)}</>}
              </span>
              <Button onClick={() => see({ signupId: signup.id })} aria-label={`${text(`scan.kind.${kind}`)}: ${nameOf(signup)}`}>
                {text(`scan.kind.${kind}`)}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** What became of what was seen last: whom it was of, as far as this device knows. */
function Latest({ last, entries }: { last: { seen: Seen; sent?: Sent } | undefined; entries: RosterEntry[] }) {
  if (!last) return null;
  const { seen, sent } = last;
  const signupId = seen.signupId ?? /^p\.(sgn_[\w-]+)\./.exec(seen.code ?? '')?.[1];
  const found = entries.find(({ signup }) => signup?.id === signupId)?.signup;
  const name = found ? nameOf(found) : text('scan.someone');
  if (sent && sent.refusals.length > 0) return <Refusals all={sent.refusals} />;
  return (
    <p role="status" className={style['seen']} data-seen={sent ? 'recorded' : 'held'}>
      {text(sent ? `scan.done.${seen.kind}` : `scan.kept.${seen.kind}`, { name })}
    </p>
  );
}

function newest(now: { seen: Seen; sent?: Sent } | undefined, all: Sent[]): { seen: Seen; sent?: Sent } | undefined {
  const refused = all.find(({ refusals }) => refusals.length > 0);
  const own = all.find(({ seen }) => seen.clientEventId === now?.seen.clientEventId);
  const shown = own ?? refused ?? all.at(-1);
  return shown ? { seen: shown.seen, sent: shown } : now;
}
