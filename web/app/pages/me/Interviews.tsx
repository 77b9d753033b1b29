import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { dateInWords, momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { type Interview, interviewsQuery, withdrawInterview } from './interview-queries';
import { MeFrame } from './MeFrame';

/** The interviews with the viewer as an expert: what was noted with their consent, and the end of it. */
export default function Interviews() {
  return (
    <MeFrame title="me.interviews">
      <Loaded />
    </MeFrame>
  );
}

function Loaded() {
  const { data, error, again } = useData(interviewsQuery, {});
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  return (
    <section className={layout['section']}>
      <p className={layout['lead']}>{text('me.interviews.about')}</p>
      {data.myInterviews.length === 0 && <Notice>{text('me.interviews.none')}</Notice>}
      <ul className={card['cards']}>
        {data.myInterviews.map((one) => (
          <One key={one.id} interview={one} again={again} />
        ))}
      </ul>
      <SeeQuery document={interviewsQuery} />
    </section>
  );
}

function One({ interview, again }: { interview: Interview; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState(false);
  const { id, number, question, center, heldOn, consentVersion, consentOn, notes, themes, withdrawnAt, studyId } = interview;
  const withdraw = async () => {
    if (!(await run(withdrawInterview, { interviewId: id }))) return;
    setAsked(false);
    again();
  };
  return (
    <li className={card['card']} data-interview={id} data-state={withdrawnAt ? 'WITHDRAWN' : 'STANDS'}>
      <h2>{question}</h2>
      <p className={card['quiet']}>{text('me.interviews.title', { date: dateInWords(heldOn), center })}</p>
      {withdrawnAt ? (
        <p>{text('me.interviews.gone', { time: momentHere(withdrawnAt) })}</p>
      ) : (
        <>
          <h3>{text('me.interviews.notes')}</h3>
          <p className={card['said']}>{notes}</p>
          {themes.length > 0 && <p>{text('me.interviews.themes', { themes: themes.join(', ') })}</p>}
          <p className={card['quiet']}>{text('me.interviews.consent', { date: dateInWords(consentOn), version: consentVersion.replaceAll('-', '\u2011') })}</p>
        </>
      )}
      {studyId && (
        <p>
          {text('me.interviews.published', { number })} <Link href={`/research/${studyId}`}>{text('me.interviews.see')}</Link>
        </p>
      )}
      {asked && (
        <div className={form['sure']}>
          <p>{text('me.interviews.sure')}</p>
          <div className={form['steps']}>
            <Button kind="danger" busy={busy} onClick={() => void withdraw()}>
              {text('research.withdraw')}
            </Button>
            <Button onClick={() => setAsked(false)}>{text('app.back')}</Button>
          </div>
        </div>
      )}
      {!withdrawnAt && !asked && (
        <div className={form['steps']}>
          <Button onClick={() => setAsked(true)}>{text('research.withdraw')}</Button>
        </div>
      )}
      <Refusals all={refusals} />
    </li>
  );
}
