import type { FormEvent, ReactNode } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Check, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { dayInKazakhstan } from '../../text/dates';
import { language as locale, text } from '../../text/text';
import type { Center } from '../center/CenterGate';
import { addFinding, createStudy, fixStudyFigures, recordInterview, updateFinding, updateInterview } from './actions';
import type { DeskStudy } from './queries';

interface Ends {
  done: () => void;
  back: () => void;
}

/** A form that does one thing; `read` says what, from what was filled in. */
function Form({ act, submit, back, children }: { act: ReturnType<typeof useAction>; submit: (given: FormData) => void; back: () => void; children: ReactNode }) {
  return (
    <form
      className={form['form']}
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {children}
      <Refusals all={act.refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text('research.save')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}

const said = (given: FormData, name: string) => String(given.get(name) ?? '').trim();
const listed = (given: FormData, name: string) => said(given, name).split(',').map((one) => one.trim()).filter(Boolean);
const numbers = (given: FormData, name: string) => given.getAll(name).map(Number);

/** Plans a study, in the reader's language. */
export function NewStudy({ center, done, back }: { center: Center } & Ends) {
  const act = useAction();
  const submit = async (given: FormData) => {
    const method = said(given, 'method');
    const input = { centerId: center.id, regionId: center.region.id, question: { [locale]: said(given, 'question') }, guide: said(given, 'guide') };
    if (await act.run(createStudy, method ? { ...input, method: { [locale]: method } } : input)) done();
  };
  return (
    <Form act={act} submit={(given) => void submit(given)} back={back}>
      <Field label={text('research.question')} name="question" maxLength={500} required />
      <Area label={text('research.method')} name="method" maxLength={5000} />
      <Area label={text('research.guide')} name="guide" maxLength={10000} />
    </Form>
  );
}

/** Writes an interview down, with the text that the expert agreed to. */
export function NewInterview({ study, consent, done, back }: { study: DeskStudy; consent: { version: string; text: string } } & Ends) {
  const act = useAction();
  const submit = async (given: FormData) => {
    const heldOn = said(given, 'heldOn');
    const publicNumber = said(given, 'publicNumber');
    const input = {
      studyId: study.id,
      expert: said(given, 'expert'),
      heldOn,
      consentOn: heldOn,
      consentVersion: consent.version,
      notes: said(given, 'notes'),
      themes: listed(given, 'themes'),
    };
    if (await act.run(recordInterview, publicNumber ? { ...input, publicNumber } : input)) done();
  };
  const today = dayInKazakhstan();
  return (
    <Form act={act} submit={(given) => void submit(given)} back={back}>
      <Field label={text('research.expert')} hint={text('research.expert.hint')} name="expert" maxLength={200} required />
      <Field label={text('research.number')} hint={text('research.number.hint')} name="publicNumber" maxLength={20} />
      <Field label={text('research.heldOn')} name="heldOn" type="date" max={today} defaultValue={today} required />
      <Area label={text('research.notes')} name="notes" maxLength={20000} required />
      <Field label={text('research.themes')} hint={text('research.themes.hint')} name="themes" />
      <blockquote className={form['quiet']}>{consent.text}</blockquote>
      <Check label={text('research.consented')} name="consented" required />
    </Form>
  );
}

/** Changes what was written down of an interview; who said it, when, and the consent stay. */
export function InterviewForm({ interview, done, back }: { interview: NonNullable<DeskStudy['interviews']>[number] } & Ends) {
  const act = useAction();
  const submit = async (given: FormData) => {
    if (await act.run(updateInterview, { interviewId: interview.id, notes: said(given, 'notes'), themes: listed(given, 'themes') })) done();
  };
  return (
    <Form act={act} submit={(given) => void submit(given)} back={back}>
      <Area label={text('research.notes')} name="notes" maxLength={20000} defaultValue={interview.notes ?? ''} required />
      <Field label={text('research.themes')} hint={text('research.themes.hint')} name="themes" defaultValue={interview.themes.join(', ')} />
    </Form>
  );
}

/** Fixes figures of months that are over. */
export function NewFigures({ study, done, back }: { study: DeskStudy } & Ends) {
  const act = useAction();
  const last = new Date();
  last.setUTCDate(last.getUTCDate() - 41);
  const month = last.toISOString().slice(0, 7);
  const submit = async (given: FormData) => {
    if (await act.run(fixStudyFigures, { studyId: study.id, from: said(given, 'from'), to: said(given, 'to') })) done();
  };
  return (
    <Form act={act} submit={(given) => void submit(given)} back={back}>
      <div className={form['pair']}>
        <Field label={text('research.from')} hint="2026-01" name="from" defaultValue={month} pattern="20[0-9]{2}-(0[1-9]|1[0-2])" required />
        <Field label={text('research.to')} hint="2026-12" name="to" defaultValue={month} pattern="20[0-9]{2}-(0[1-9]|1[0-2])" required />
      </div>
    </Form>
  );
}

/** Writes a finding, or one that is there anew. */
export function FindingForm({ study, finding, done, back }: { study: DeskStudy; finding?: DeskStudy['findings'][number] } & Ends) {
  const act = useAction();
  const submit = async (given: FormData) => {
    const input = { text: { [locale]: said(given, 'text') }, interviews: numbers(given, 'interview'), figures: numbers(given, 'figures') };
    const saved = finding ? await act.run(updateFinding, { findingId: finding.id, ...input }) : await act.run(addFinding, { studyId: study.id, ...input });
    if (saved) done();
  };
  const stand = (study.interviews ?? []).filter(({ withdrawnAt }) => !withdrawnAt);
  return (
    <Form act={act} submit={(given) => void submit(given)} back={back}>
      <Area label={text('research.finding')} name="text" maxLength={5000} defaultValue={finding?.text ?? ''} required />
      <fieldset className={form['choices']}>
        <legend className={form['legend']}>{text('research.evidence')}</legend>
        {stand.map(({ number }) => (
          <Check
            key={number}
            label={text('research.interview', { number })}
            name="interview"
            value={number}
            defaultChecked={finding?.interviews.some((one) => one.number === number) ?? false}
          />
        ))}
        {study.figures.map(({ number }) => (
          <Check
            key={`f${number}`}
            label={text('research.figures.number', { number })}
            name="figures"
            value={number}
            defaultChecked={finding?.figures.includes(number) ?? false}
          />
        ))}
      </fieldset>
    </Form>
  );
}
