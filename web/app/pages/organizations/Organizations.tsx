import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import { Check, Field, Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useFilter } from '../../parts/use-filter';
import { usePage } from '../../parts/use-page';
import { holds } from '../../text/mandate';
import { text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import style from './organizations.module.css';
import { centerQuery, organizationsQuery } from './queries';

/** The organizations of the network, by region and direction. */
export default function Organizations() {
  usePage(text('organizations.title'));
  const { value, change, more, words, setWords } = useFilter();
  const { data: choices } = useData(choicesQuery, {});
  const centers = value('centers') === '1';
  const centerIds = useCenters(centers);
  const variables = {
    first: 24,
    ...(value('q') && { search: value('q') }),
    where: {
      ...(value('region') && { hasRegionsWith: [{ iso: value('region') }] }),
      ...(value('direction') && { hasDirectionsWith: [{ code: value('direction') as 'SOCIAL' }] }),
      ...(centers && { idIn: centerIds ?? [] }),
    },
  };
  const pause = centers && !centerIds;
  const { data, error, loading, again, list } = useList(organizationsQuery, variables, ({ organizations }) => ofConnection(organizations), { pause, ...more });
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('organizations.title')}</h1>
        <form className={style['filters']} role="search" onSubmit={(event) => event.preventDefault()}>
          <Field
            type="search"
            label={text('events.search')}
            value={words}
            maxLength={80}
            onChange={({ target }) => setWords(target.value)}
          />
          <RegionSelect regions={choices?.regions} value={value('region')} choose={(region) => change({ region })} />
          <Select
            label={text('events.direction')}
            value={value('direction')}
            onChange={({ target }) => change({ direction: target.value })}
          >
            <option value="">{text('events.direction.all')}</option>
            {choices?.directions.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          <Check
            label={text('organizations.centers')}
            checked={centers}
            onChange={({ target }) => change({ centers: target.checked ? '1' : '' })}
          />
        </form>
        <p role="status" className="tabular">
          {data && !loading ? text('organizations.found', { count: data.organizations.totalCount }) : '\u00a0'}
        </p>
      </section>
      <section className={layout['section']} aria-label={text('organizations.title')} aria-busy={loading}>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={5} />}
        {data && list.rows.length === 0 && <Notice>{text('organizations.empty')}</Notice>}
        <ul className={layout['cards']}>
          {list.rows.map(({ id, name, legalForm, status, directions, regions, supportCenters }) => (
            <li key={id} className={style['card']} data-organization={id}>
              <h2>
                <Link href={`/organizations/${id}`}>{name}</Link>
              </h2>
              <p className={style['kind']}>
                {text(`organization.form.${legalForm}`)}
                {status === 'VERIFIED' ? ` · ✓\u00a0${text('organization.verified')}` : ` · ${text(`organization.status.${status}`)}`}
              </p>
              {supportCenters.some(holds) && <p className={style['center']}>{text('organization.center')}</p>}
              <p>{directions.map((one) => one.name).join(', ')}</p>
              <p className={style['kind']}>{someOf(regions.map((one) => one.shortName))}</p>
            </li>
          ))}
        </ul>
        <More list={list} />
        <SeeQuery document={organizationsQuery} variables={variables} />
      </section>
    </div>
  );
}

/** A few names, and how many more there are. */
function someOf(names: string[]): string {
  const most = 4;
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 1).join(', ')} ${text('organizations.more', { count: names.length - most + 1 })}`;
}

/** The ids of the organizations that are support centers. */
function useCenters(wanted: boolean): string[] | undefined {
  const { data } = useData(centerQuery, {}, !wanted);
  return data?.regions.flatMap(({ supportCenters }) => supportCenters.filter(holds).map(({ organization }) => organization.id));
}
