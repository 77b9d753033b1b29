import { useState } from 'react';
import { useClient } from 'urql';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { save } from '../../parts/save';
import { text } from '../../text/text';
import { exportMyData } from './privacy-queries';

/** Everything that is kept about the viewer, as a file. */
export function Export() {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const download = async () => {
    setBusy(true);
    setRefusals([]);
    const { data, error } = await client.query(exportMyData, {}, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const archive = data?.exportMyData;
    if (!archive) setRefusals([failure(error)]);
    else save(new Blob([archive.content], { type: archive.mediaType }), archive.fileName);
  };
  return (
    <section className={layout['section']} aria-labelledby="export">
      <h2 id="export">{text('me.export')}</h2>
      <p className={form['quiet']}>{text('me.export.about')}</p>
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button busy={busy} onClick={() => void download()}>
          {text('me.export.do')}
        </Button>
        <span role="status">{busy ? text('app.loading') : ''}</span>
      </div>
    </section>
  );
}
