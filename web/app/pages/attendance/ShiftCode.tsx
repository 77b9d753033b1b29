import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useAction } from '../../api/use-action';
import { Button, ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Secret } from '../../parts/Secret';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { NotFound } from '../../shell/NotFound';
import { text } from '../../text/text';
import { DeskGate } from '../desk/DeskGate';
import style from './attendance.module.css';
import { CodeView } from './CodeView';
import { closeKiosk, openKiosk, shiftCode } from './queries';
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
  const { busy, refusals, run } = useAction();
  const [opened, setOpened] = useState<{ id: string; token: string }>();
  const open = async () => {
    const done = await run(openKiosk, { shiftId });
    if (done?.kioskId && done.token) setOpened({ id: done.kioskId, token: done.token });
  };
  const close = async () => {
    if (opened && (await run(closeKiosk, { kioskId: opened.id }))) setOpened(undefined);
  };
  return (
    <section className={layout['section']} aria-labelledby="kiosk">
      <h2 id="kiosk">{text('kiosk.other')}</h2>
      <p className={style['quiet']}>{text('kiosk.about')}</p>
      <Refusals all={refusals} />
      {opened ? (
        <>
          <Secret label={text('kiosk.address')} hint={text('kiosk.address.once')} value={`${location.origin}/kiosk#${opened.token}`} />
          <p>
            <Button busy={busy} onClick={() => void close()}>
              {text('kiosk.close')}
            </Button>
          </p>
        </>
      ) : (
        <p>
          <Button busy={busy} onClick={() => void open()}>
            {text('kiosk.open')}
          </Button>
        </p>
      )}
    </section>
  );
}
