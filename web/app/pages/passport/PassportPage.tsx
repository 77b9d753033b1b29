import { useParams } from 'wouter';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Failed, Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Qr } from '../attendance/Qr';
import style from './passport.module.css';
import { verifyPassport } from './queries';
import { Shows } from './Shows';
import { Verdict } from './Verdict';

/** A passport as it is shown and printed: what it says, whether it counts, and a code with its address. */
export default function PassportPage() {
  const { number = '' } = useParams();
  const { data, error, again } = useData(verifyPassport, { input: { number } });
  const title = data?.verifyPassport.check?.shows?.certificate ? text('certificate.title') : text('passport.title');
  usePage(title);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={6} />;
  const { check, userErrors } = data.verifyPassport;
  return (
    <div className={layout['page']}>
      <article className={style['sheet']} aria-labelledby="title">
        <h1 id="title">{title}</h1>
        <Refusals all={userErrors} />
        {check && <Verdict check={check} />}
        {check?.shows && (
          <div className={style['body']}>
            <Shows of={check.shows} />
            <figure className={style['figure']}>
              <Qr value={location.origin + location.pathname} label={text('passport.code')} />
              <figcaption>{text('passport.scan')}</figcaption>
            </figure>
          </div>
        )}
      </article>
      {check?.credential && (
        <div className={`${form['steps']} no-print`}>
          <Button kind="primary" onClick={() => print()}>
            {text('passport.print')}
          </Button>
          <a href={`${location.pathname}.json`} download={`passport-${number}.json`}>
            {text('passport.download')}
          </a>
        </div>
      )}
    </div>
  );
}
