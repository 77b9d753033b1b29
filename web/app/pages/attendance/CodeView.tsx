import { text } from '../../text/text';
import style from './attendance.module.css';
import { Qr } from './Qr';
import type { Code } from './use-code';

/** A code as people see it: large, with its six digits beside it for who has no camera. */
export function CodeView({ code, dead }: { code: Code; dead: boolean }) {
  if (dead) {
    return (
      <p role="alert" className={style['dead']}>
        {text('attendance.stale')}
      </p>
    );
  }
  return (
    <div className={style['code']}>
      <Qr value={code.code} label={text('attendance.qr')} />
      {code.digits && (
        <p className={style['digits']} data-digits={code.digits}>
          <span className="visually-hidden">{text('attendance.digits')} </span>
          {code.digits.slice(0, 3)} {code.digits.slice(3)}
        </p>
      )}
    </div>
  );
}
