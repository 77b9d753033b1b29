import { useData } from '../../api/use-data';
import { ofConnection, useList } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import { Check, Field, Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { RegionSelect } from '../../parts/RegionSelect';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { useFilter } from '../../parts/use-filter';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { choicesQuery } from '../events/queries';
import { ProjectCard } from './ProjectCard';
import { projectsQuery } from './queries';
import { fundings, states } from './types';

const firstYear = 2019;

/** What organizations carry out for the state social order, for grants or by their own means, and what is late. */
export default function Projects() {
  usePage(text('projects.title'));
  const { value, change, more, words, setWords } = useFilter();
  const { data: choices } = useData(choicesQuery, {});
  const regionId = choices?.regions.find(({ iso }) => iso === value('region'))?.id;
  const variables = {
    first: 20,
    ...(value('q') && { search: value('q') }),
    ...(value('state') && { state: value('state') as 'RUNNING' }),
    ...(value('funding') && { funding: value('funding') as 'GRANT' }),
    ...(Number(value('year')) && { year: Number(value('year')) }),
    ...(value('late') && { late: true }),
    // Whose step it is: the number at a center's desk tells one side's.
    ...((value('late') === 'CENTER' || value('late') === 'ORGANIZATION') && { lateBy: value('late') as 'CENTER' }),
    ...(regionId && { regionId }),
  };
  const pause = value('region') !== '' && !regionId;
  const { data, error, loading, again, list } = useList(projectsQuery, variables, ({ projects }) => ofConnection(projects), { pause, ...more });
  const years = Array.from({ length: new Date().getFullYear() - firstYear + 2 }, (_, index) => firstYear + index).reverse();
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('projects.title')}</h1>
        <p className={layout['lead']}>{text('projects.about')}</p>
        <form className={`${card['filters']} no-print`} role="search" onSubmit={(event) => event.preventDefault()}>
          <Field type="search" label={text('events.search')} value={words} maxLength={80} onChange={({ target }) => setWords(target.value)} />
          <Select label={text('projects.state')} value={value('state')} onChange={({ target }) => change({ state: target.value })}>
            <option value="">{text('projects.state.all')}</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {text(`project.state.${one}`)}
              </option>
            ))}
          </Select>
          <Select label={text('projects.funding')} value={value('funding')} onChange={({ target }) => change({ funding: target.value })}>
            <option value="">{text('projects.funding.all')}</option>
            {fundings.map((one) => (
              <option key={one} value={one}>
                {text(`project.funding.${one}`)}
              </option>
            ))}
          </Select>
          <RegionSelect regions={choices?.regions} value={value('region')} choose={(region) => change({ region })} />
          <Select label={text('projects.year')} value={value('year')} onChange={({ target }) => change({ year: target.value })}>
            <option value="">{text('projects.year.all')}</option>
            {years.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </Select>
          <Check label={text('projects.late')} checked={value('late') !== ''} onChange={({ target }) => change({ late: target.checked ? '1' : '' })} />
        </form>
        <p role="status" className="tabular">
          {data && !loading ? text('projects.found', { count: data.projects.totalCount }) : '\u00a0'}
        </p>
      </section>
      <section className={layout['section']} aria-label={text('projects.title')} aria-busy={loading}>
        {error && <Failed error={error} again={again} />}
        {!data && !error && <Loading lines={5} />}
        {data && list.rows.length === 0 && <Notice>{text('projects.empty')}</Notice>}
        <ul className={card['cards']}>
          {list.rows.map((project) => (
            <ProjectCard key={project.id} project={project} />
          ))}
        </ul>
        <More list={list} />
        <SeeQuery document={projectsQuery} variables={variables} />
      </section>
    </div>
  );
}
