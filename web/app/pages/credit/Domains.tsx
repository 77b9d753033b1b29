import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Area } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import style from './credit.module.css';
import { domainsOf, setDomains } from './programme-queries';

/** The domains of mail addresses that belong to a university: who has an address there is its student at once. */
export function Domains({ organizationId, name }: { organizationId: string; name: string }) {
  const variables = { organizationId };
  const { data, error, again } = useData(domainsOf, variables);
  const { busy, refusals, run } = useAction();
  const [saved, setSaved] = useState(false);
  const set = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get('domains'));
    const made = await run(setDomains, { organizationId, domains: given.split(/[\s,;]+/).filter(Boolean) });
    setSaved(made !== undefined);
    if (made) again();
  };
  return (
    <section className={layout['section']} aria-labelledby="domains">
      <h2 id="domains">{text('credit.domains')}</h2>
      <p className={style['quiet']}>{text('credit.domains.about', { name })}</p>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      {data && (
        <form className={form['form']} onSubmit={(event) => void set(event)} onChange={() => setSaved(false)}>
          <Area
            key={data.universityDomains.join()}
            label={text('credit.domains.field')}
            hint={text('credit.domains.hint')}
            name="domains"
            rows={3}
            spellCheck={false}
            defaultValue={data.universityDomains.join('\n')}
          />
          <Refusals all={refusals} />
          <div className={form['steps']}>
            <Button type="submit" busy={busy}>
              {text('desk.save')}
            </Button>
            <span role="status" className={form['done']}>
              {saved ? text('app.saved') : ''}
            </span>
          </div>
        </form>
      )}
      <SeeQuery document={domainsOf} variables={variables} />
    </section>
  );
}
