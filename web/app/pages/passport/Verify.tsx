import { type ChangeEvent, type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { Button } from '../../parts/Button';
import { Area, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import style from './passport.module.css';
import { verifyPassport } from './queries';
import { Shows } from './Shows';
import { type Check, Verdict } from './Verdict';

const most = 65_536; // bytes, as the API takes them

/** Whether a passport counts: pasted, as a file, or by its link. */
export default function Verify() {
  usePage(text('verify.title'));
  const client = useClient();
  const [check, setCheck] = useState<Check>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [busy, setBusy] = useState(false);
  const ask = async (given: string) => {
    const credential = given.trim();
    if (!credential) return;
    setBusy(true);
    setRefusals([]);
    setCheck(undefined);
    const input = credential.startsWith('{') ? { credential } : { number: credential };
    const { data, error } = await client.query(verifyPassport, { input }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    const payload = data?.verifyPassport;
    if (!payload || error) setRefusals([failure(error)]);
    else if (payload.check) setCheck(payload.check);
    else setRefusals(payload.userErrors);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void ask(String(new FormData(event.currentTarget).get('passport')));
  };
  const upload = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    if (!file) return;
    if (file.size > most) setRefusals([{ code: 'INVALID_INPUT', message: text('verify.large'), nextStep: null }]);
    else await ask(await file.text());
  };
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('verify.title')}</h1>
        <p className={layout['lead']}>{text('verify.about')}</p>
        <form className={form['form']} onSubmit={submit}>
          <Area label={text('verify.paste')} hint={text('verify.paste.hint')} name="passport" rows={4} spellCheck={false} required />
          <Field label={text('verify.file')} type="file" accept=".json,application/json,application/vc" onChange={(event) => void upload(event)} />
          <div className={form['steps']}>
            <Button type="submit" kind="primary" busy={busy}>
              {text('verify.do')}
            </Button>
          </div>
        </form>
        <Refusals all={refusals} />
      </div>
      {check && (
        <section className={`${layout['section']} ${style['found']}`} aria-label={text('verify.found')}>
          <Verdict check={check} />
          {check.shows && <Shows of={check.shows} />}
        </section>
      )}
      <section className={layout['section']} aria-labelledby="offline">
        <h2 id="offline">{text('verify.offline')}</h2>
        <p className={form['quiet']}>{text('verify.offline.about')}</p>
        <p className={layout['links']}>
          <a href="/.well-known/did.json">{text('verify.keys')}</a>
          <SeeQuery document={verifyPassport} variables={{ input: { number: '' } }} />
        </p>
      </section>
    </div>
  );
}
