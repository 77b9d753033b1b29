import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { endEnrollment } from './queries';

interface Props {
  id: string;
  /** What is done, in the words of who does it. */
  act: string;
  about: string;
  done: () => void;
}

/** Ends an enrollment, when one is sure of it. */
export function EndEnrollment({ id, act, about, done }: Props) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState(false);
  const end = async () => {
    if (await run(endEnrollment, { enrollmentId: id })) done();
  };
  if (!asked) {
    return (
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {act}
      </Button>
    );
  }
  return (
    <div className={form['sure']} role="group" aria-label={act}>
      <p>{about}</p>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button kind="danger" busy={busy} onClick={() => void end()}>
          {text('credit.studies.end.do')}
        </Button>
        <Button onClick={() => setAsked(false)}>{text('mine.keep')}</Button>
      </div>
    </div>
  );
}
