import { type ReactNode, useState } from 'react';
import { useClient } from 'urql';
import { Button } from '../../parts/Button';
import { Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { failure, type Refusal, Refusals } from '../../parts/Refusals';
import { save } from '../../parts/save';
import { useViewer } from '../../shell/viewer';
import { dayInKazakhstan } from '../../text/dates';
import { language as locale, text } from '../../text/text';
import { registerQuery } from '../research/queries';
import { CenterTabs } from './CenterTabs';

const kinds = ['ORGANIZATIONS', 'GROUPS', 'PROJECTS', 'ACTIONS'] as const;

/** The register of a region as files, in the terms of the law: Kazakh heads for who reads Kazakh, else Russian. */
export function Register({ regionId, children }: { regionId: string; children?: ReactNode }) {
  const client = useClient();
  const [busy, setBusy] = useState<string>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [said, setSaid] = useState('');
  const take = async (kind: (typeof kinds)[number]) => {
    setBusy(kind);
    setRefusals([]);
    const { data, error } = await client
      .query(registerQuery, { kind, regionId, locale: locale === 'kk' ? 'kk' : 'ru' }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(undefined);
    if (!data) {
      setRefusals([failure(error)]);
      return;
    }
    const { name, rows, csv } = data.exportRegister;
    save(new Blob([csv], { type: 'text/csv;charset=utf-8' }), name);
    setSaid(text('center.register.saved', { count: rows }));
  };
  return (
    <section className={layout['section']} aria-labelledby="register">
      <h2 id="register">{text('center.register.title')}</h2>
      <p className={form['quiet']}>{text('center.register.about')}</p>
      {children}
      <div className={form['steps']}>
        {kinds.map((kind) => (
          <Button key={kind} busy={busy === kind} onClick={() => void take(kind)}>
            {text(`center.register.${kind}`)}
          </Button>
        ))}
      </div>
      <p role="status" className={form['quiet']}>
        {said}
      </p>
      <Refusals all={refusals} />
    </section>
  );
}

/** The registers of the regions whose support center the viewer runs. */
export function RegisterOfRegions() {
  const runs = useRuns();
  const mandates = runs.flatMap(({ organization }) => organization.supportCenters.filter(({ validTo }) => !validTo || validTo > dayInKazakhstan()));
  const regions = [...new Map(mandates.map(({ region }) => [region.id, region])).values()];
  const [chosen, setChosen] = useState<string>();
  const region = regions.find(({ id }) => id === chosen) ?? regions[0];
  if (!region) return null;
  return (
    <Register key={region.id} regionId={region.id}>
      {regions.length > 1 && (
        <Select label={text('events.region')} value={region.id} onChange={({ target }) => setChosen(target.value)}>
          {regions.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Register>
  );
}

/** The pages of the support center that the viewer runs. */
export function TabsOfCenter() {
  const center = useRuns().find(({ organization }) => organization.supportCenters.length > 0);
  return center ? <CenterTabs organizationId={center.organization.id} /> : null;
}

function useRuns() {
  const { data } = useViewer();
  return (data?.viewer?.memberships ?? []).filter(({ role, status }) => status === 'ACTIVE' && (role === 'ADMIN' || role === 'COORDINATOR'));
}
