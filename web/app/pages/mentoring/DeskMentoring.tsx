import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Moving } from '../../parts/Moving';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../desk/DeskGate';
import { DeskTabs } from '../desk/DeskTabs';
import { requestMentorship } from './actions';
import { Begin } from './Begin';
import { MentorshipCard } from './MentorshipCard';
import { mentorshipsOfMentee, scaleQuery } from './queries';
import { isOpen } from './types';

/** The help of the support center to an organization: to ask for it, then the goals and the meetings. */
export default function DeskMentoring() {
  usePage(text('mentoring.title'));
  return <DeskGate title={text('mentoring.title')}>{(runs) => <OfRuns runs={runs} />}</DeskGate>;
}

function OfRuns({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('mentoring.title')}</h1>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
        <p className={layout['lead']}>{text('mentoring.desk.about')}</p>
      </div>
      <OfMentee key={chosen.id} chosen={chosen} />
    </div>
  );
}

function OfMentee({ chosen }: { chosen: Run }) {
  const variables = { menteeId: chosen.id };
  const { data, error, again, list } = useList(mentorshipsOfMentee, variables, ({ mentorships }) => ofConnection(mentorships));
  const { data: scale } = useData(scaleQuery, {});
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={3} />;
  // One that is open is the newest: an organization has one at a time.
  const now = list.rows.filter(({ state }) => isOpen(state));
  const past = list.rows.filter(({ state }) => !isOpen(state));
  return (
    <>
      <Moving
        rows={list.rows}
        show={(one) => <MentorshipCard given={one} side="MENTEE" admin={chosen.admin} scale={scale} changed={again} />}
      >
        {(place) => (
          <>
            <section className={layout['section']} aria-label={text('mentoring.title')}>
              <ul className={card['cards']}>{now.map(({ id }) => place(id))}</ul>
              {now.length === 0 && <Ask chosen={chosen} done={again} />}
            </section>
            {past.length > 0 && (
              <section className={layout['section']} aria-labelledby="past">
                <h2 id="past">{text('mentoring.past')}</h2>
                <ul className={card['cards']}>{past.map(({ id }) => place(id))}</ul>
                <More list={{ ...list, rows: past, total: list.total - now.length }} />
              </section>
            )}
          </>
        )}
      </Moving>
      <SeeQuery document={mentorshipsOfMentee} variables={variables} />
    </>
  );
}

function Ask({ chosen, done }: { chosen: Run; done: () => void }) {
  const { busy, refusals, run } = useAction();
  if (chosen.status === 'DRAFT') {
    return (
      <Notice title={text('mentoring.ask')}>
        {text('mentoring.ask.draft')} <Link href={`/desk/organization?organization=${chosen.id}`}>{text('desk.profile')}</Link>
      </Notice>
    );
  }
  if (!chosen.admin) return <Notice title={text('mentoring.ask')}>{text('mentoring.ask.admin')}</Notice>;
  return (
    <>
      <h2>{text('mentoring.ask')}</h2>
      <Begin
        act={text('mentoring.ask.do')}
        legend={text('mentoring.ask.needs')}
        busy={busy}
        refusals={refusals}
        begin={(said) => void run(requestMentorship, { organizationId: chosen.id, ...said }).then((made) => made && done())}
      />
    </>
  );
}
