import { type FormEvent, useState } from 'react';
import { graphql } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Select } from '../../parts/Field';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import style from './report.module.css';

export const reportKinds = ['DANGEROUS', 'MISLEADING', 'MONEY', 'OFFENSIVE', 'OTHER'] as const;

const reportEvent = graphql(`
  mutation ReportEvent($input: ReportEventInput!) {
    reportEvent(input: $input) {
      reported
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

/** Says to the support center of the region that something is wrong with an event. */
export function ReportEvent({ eventId }: { eventId: string }) {
  const { busy, refusals, run } = useAction();
  const [done, setDone] = useState(false);
  const [kind, setKind] = useState<(typeof reportKinds)[number]>('DANGEROUS');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { eventId, kind, text: String(form.get('text')), website: String(form.get('website')) };
    if (await run(reportEvent, input)) setDone(true);
  };
  if (done) return <p role="status">{text('report.done')}</p>;
  return (
    <details className={`${style['report']} no-print`}>
      <summary>{text('report.title')}</summary>
      <form className={style['form']} onSubmit={(event) => void submit(event)}>
        <p className={style['about']}>{text('report.about')}</p>
        <Select label={text('report.kind')} value={kind} onChange={({ target }) => setKind(target.value as typeof kind)}>
          {reportKinds.map((one) => (
            <option key={one} value={one}>
              {text(`report.kind.${one}`)}
            </option>
          ))}
        </Select>
        <Area label={text('report.text')} name="text" maxLength={1000} required={kind === 'OTHER'} />
        {/* People do not see it: what fills it in is a program. */}
        <input className={style['trap']} name="website" tabIndex={-1} autoComplete="off" aria-hidden="true" />
        <Refusals all={refusals} />
        <div>
          <Button type="submit" busy={busy}>
            {text('report.send')}
          </Button>
        </div>
      </form>
    </details>
  );
}
