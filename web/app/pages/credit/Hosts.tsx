import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import style from './credit.module.css';
import { accreditHost, endAccreditation, findHosts, hosts } from './programme-queries';
import { useYear } from './YearSelect';

/** The organizations at which work counts. */
export function Hosts() {
  const { year } = useYear();
  const variables = { fiscalYear: year };
  const { data, error, again } = useData(hosts, variables);
  const { busy, refusals, run } = useAction();
  const [search, setSearch] = useState('');
  const found = useList(findHosts, { search }, ({ organizations }) => ofConnection(organizations), { pause: search.trim().length < 3 });
  const known = new Set(data?.hostAccreditations.filter(({ validTo }) => !validTo).map(({ organization }) => organization.id));
  const more = found.list.rows.filter(({ id }) => !known.has(id));
  const end = async (accreditationId: string) => {
    if (await run(endAccreditation, { accreditationId })) again();
  };
  const add = async (organizationId: string) => {
    if (!(await run(accreditHost, { organizationId }))) return;
    setSearch('');
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="hosts">
      <h2 id="hosts">{text('credit.hosts')}</h2>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      {data?.hostAccreditations.length === 0 && <p className={style['quiet']}>{text('credit.hosts.none')}</p>}
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {data?.hostAccreditations.map(({ id, organization, validFrom, validTo }) => (
          <li key={id} data-host={organization.id}>
            <div>
              <strong>{organization.name}</strong>
              <p className={form['quiet']}>
                {text('credit.rules.since', { date: dateInWords(validFrom) })}
                {validTo && ` · ${text('credit.until', { date: dateInWords(validTo) })}`}
              </p>
            </div>
            {!validTo && (
              <Button kind="quiet" busy={busy} onClick={() => void end(id)}>
                {text('credit.hosts.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={form['form']}>
        <Field label={text('credit.hosts.find')} type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
        {search.trim().length >= 3 && found.data && more.length === 0 && <p className={style['quiet']}>{text('credit.hosts.nothing')}</p>}
        <ul className={form['list']}>
          {search.trim().length >= 3 &&
            more.map(({ id, name }) => (
              <li key={id}>
                <span>{name}</span>
                <Button busy={busy} onClick={() => void add(id)}>
                  {text('credit.hosts.add')}
                </Button>
              </li>
            ))}
        </ul>
        {search.trim().length >= 3 && <More list={found.list} />}
      </div>
      <SeeQuery document={hosts} variables={variables} />
    </section>
  );
}
