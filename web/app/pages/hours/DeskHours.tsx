import { Link } from 'wouter';
import layout from '../../parts/layout.module.css';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../desk/DeskGate';
import { DeskTabs } from '../desk/DeskTabs';
import { Disputes } from './Disputes';
import { VerifyList } from './VerifyList';

/** The hours of an organization: what somebody has to verify, what people say is not right, and corrections. */
export default function DeskHours() {
  usePage(text('hours.title'));
  return <DeskGate title={text('hours.title')}>{(runs) => <OfRuns runs={runs} />}</DeskGate>;
}

function OfRuns({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('hours.title')}</h1>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
        <p className={layout['lead']}>
          {text('hours.desk.about')} <Link href={`/organizations/${chosen.id}`}>{text('hours.public')}</Link>
        </p>
      </div>
      <Disputes key={`${chosen.id} disputes`} organizationId={chosen.id} />
      <VerifyList key={chosen.id} organizationId={chosen.id} />
    </div>
  );
}
