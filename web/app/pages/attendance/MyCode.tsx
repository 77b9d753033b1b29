import { Link, useParams } from 'wouter';
import { useSignedIn } from '../../api/session';
import { ButtonLink } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { CodeView } from './CodeView';
import { myCode } from './queries';
import { useCode } from './use-code';
import { WhichShift } from './WhichShift';

/** The viewer's own code for their place on a shift, for the organizers to scan. */
export default function MyCode() {
  usePage(text('mycode.title'));
  const { id = '' } = useParams();
  if (!useSignedIn()) {
    return (
      <Notice title={text('mycode.title')} heading="h1">
        {text('checkin.visitor')} <ButtonLink href={`/sign-in?to=/me/code/${id}`}>{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  return <Mine shiftId={id} />;
}

function Mine({ shiftId }: { shiftId: string }) {
  const { code, error, dead } = useCode(myCode, { shiftId }, (data) => data.myCode);
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <Link href="/me" className={layout['crumb']}>
          {text('me.title')}
        </Link>
        <h1>{text('mycode.title')}</h1>
        <WhichShift id={shiftId} />
        <p className={layout['lead']}>{text('mycode.about')}</p>
        {code === undefined && !error && <Loading />}
        {code === undefined && error && <Failed error={error} again={() => location.reload()} />}
        {code === null && <Notice>{text('mycode.none')}</Notice>}
        {code && <CodeView code={code} dead={dead} />}
        <p>
          <ButtonLink href={`/check-in?shift=${shiftId}`}>{text('checkin.title')}</ButtonLink>
        </p>
      </section>
    </div>
  );
}
