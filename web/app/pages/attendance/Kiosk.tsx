import { useState } from 'react';
import { Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import style from './attendance.module.css';
import { CodeView } from './CodeView';
import { kioskCode } from './queries';
import { useCode } from './use-code';

/** A device at the entrance that shows the code of a shift; nobody is signed in on it. */
export default function Kiosk() {
  usePage(text('kiosk.title'));
  // The part of the address after # is sent to nobody.
  const [token] = useState(() => location.hash.slice(1));
  const { code, error, dead } = useCode(kioskCode, { token }, (data) => data.kioskCode);
  if (code === null) {
    return (
      <Notice title={text('kiosk.title')} heading="h1">
        {text('kiosk.gone')}
      </Notice>
    );
  }
  return (
    <div className={style['kiosk']}>
      <h1>{text('kiosk.title')}</h1>
      <p className={style['about']}>{text('attendance.about')}</p>
      {!code && !error && <Loading />}
      {!code && error && (
        <p role="alert" className={style['dead']}>
          {text('attendance.stale')}
        </p>
      )}
      {code && <CodeView code={code} dead={dead} />}
      <p className={style['quiet']}>{text('kiosk.plain')}</p>
    </div>
  );
}
