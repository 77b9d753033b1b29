import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button, ButtonLink } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Secret } from '../../parts/Secret';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { DeskGate } from '../desk/DeskGate';
import style from './attendance.module.css';
import { CodeView } from './CodeView';
import { closeKiosk, kiosksOf, openKiosk, shiftCode } from './queries';
import { useCode } from './use-code';

/** The code of a shift on the organizer's own device, and another device to show it on. */
export default function ShiftCode() {
  return <DeskGate>{() => <Loaded />}</DeskGate>;
}

function Loaded() {
  const { id = '' } = useParams();
  usePage(text('attendance.code'));
  const { code, error, dead } = useCode(shiftCode, { shiftId: id }, (data) => data.shiftCode);
  if (code === null) return <NotFound />;
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <Link href={`/desk/shifts/${id}`} className={layout['crumb']}>
          {text('attendance.roster')}
        </Link>
        <h1>{text('attendance.code')}</h1>
        <p className={layout['lead']}>{text('attendance.about')}</p>
        {!code && !error && <Loading />}
        {!code && error && <Failed error={error} again={() => location.reload()} />}
        {code && <CodeView code={code} dead={dead} />}
        <p>
          <ButtonLink href={`/desk/shifts/${id}/scan`}>{text('scan.title')}</ButtonLink>
        </p>
      </section>
      <OtherDevice shiftId={id} />
    </div>
  );
}

function OtherDevice({ shiftId }: { shiftId: string }) {
  const variables = { shiftId };
  const { data, error, again } = useData(kiosksOf, variables);
  const { busy, refusals, run } = useAction();
  const [opened, setOpened] = useState<{ id: string; token: string }>();
  const open = async () => {
    const done = await run(openKiosk, { shiftId });
    if (!done?.kioskId || !done.token) return;
    setOpened({ id: done.kioskId, token: done.token });
    again();
  };
  const close = async (kioskId: string) => {
    if (!(await run(closeKiosk, { kioskId }))) return;
    if (opened?.id === kioskId) setOpened(undefined);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="kiosk">
      <h2 id="kiosk">{text('kiosk.other')}</h2>
      <p className={style['quiet']}>{text('kiosk.about')}</p>
      <Refusals all={refusals} />
      {opened && <Secret label={text('kiosk.address')} hint={text('kiosk.address.once')} value={`${location.origin}/kiosk#${opened.token}`} />}
      {error && <Failed error={error} again={again} />}
      <ul className={form['list']}>
        {data?.kiosks.map(({ id, createdAt, expiresAt }) => (
          <li key={id} data-kiosk={id}>
            <span>{text('kiosk.since', { since: momentHere(createdAt), until: momentHere(expiresAt) })}</span>
            <Button busy={busy} onClick={() => void close(id)}>
              {text('kiosk.close')}
            </Button>
          </li>
        ))}
      </ul>
      <p>
        <Button busy={busy} onClick={() => void open()}>
          {text('kiosk.open')}
        </Button>
      </p>
      <SeeQuery document={kiosksOf} variables={variables} />
    </section>
  );
}
