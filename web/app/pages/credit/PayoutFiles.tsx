import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { save } from '../../parts/save';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { money } from './amounts';
import { payoutFile, payoutFiles } from './programme-queries';

/** Gives a file for the payer to the reader, as spreadsheets read it. */
export const saveFile = ({ id, content }: { id: string; content: string }) =>
  save(new Blob([`\ufeff${content}`], { type: 'text/csv;charset=utf-8' }), `${id}.csv`);

/** The files that were made for the payer, each to be downloaded again. `made` changes with each new one. */
export function PayoutFiles({ year, made }: { year: number; made: string | undefined }) {
  const client = useClient();
  const variables = { fiscalYear: year };
  const { data, error, again } = useData(payoutFiles, variables);
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState<Refusal[]>([]);
  useEffect(() => {
    if (made) again();
  }, [made]);
  const take = async (id: string) => {
    setBusy(id);
    setFailed([]);
    const { data: found, error: why } = await client.query(payoutFile, { id }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(undefined);
    if (found?.payoutFile) saveFile(found.payoutFile);
    else setFailed([failure(why)]);
  };
  return (
    <div className={form['form']}>
      <h3>{text('credit.payouts.files')}</h3>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={1} />}
      {data?.payoutFiles.length === 0 && <p className={form['quiet']}>{text('credit.payouts.files.none')}</p>}
      <Refusals all={failed} />
      <ul className={form['list']}>
        {data?.payoutFiles.map(({ id, payouts, total, createdAt }) => (
          <li key={id} data-file={id}>
            <div>
              <strong>
                <time dateTime={createdAt}>{momentHere(createdAt)}</time>
              </strong>
              <p className={form['quiet']}>{text('credit.payouts.made', { count: payouts, amount: money(total) })}</p>
            </div>
            <Button busy={busy === id} onClick={() => void take(id)}>
              {text('credit.payouts.download')}
            </Button>
          </li>
        ))}
      </ul>
      <SeeQuery document={payoutFiles} variables={variables} />
    </div>
  );
}
