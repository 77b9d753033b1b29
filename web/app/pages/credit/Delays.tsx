import type { ResultOf } from '../../api/graphql';
import { useFollowed } from '../../api/use-data';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { momentHere } from '../../text/dates';
import { number, text } from '../../text/text';
import desk from '../desk/desk.module.css';
import { DemoLine } from '../network/DemoLine';
import style from './credit.module.css';
import { nationalLive, nationalNow } from './programme-queries';
import { useYear, YearSelect } from './YearSelect';

type Cell = ResultOf<typeof nationalNow>['nationalCredit']['all'];

/** How long student credit takes, stage by stage, in the country, its regions and its universities: for everybody. */
export default function Delays() {
  usePage(text('credit.delays'));
  const { year } = useYear();
  const variables = { fiscalYear: year };
  const { data, error, again } = useFollowed(nationalNow, nationalLive, variables);
  const national = data?.nationalCredit;
  return (
    <div className={layout['page']}>
      <section className={layout['section']}>
        <h1>{text('credit.delays')}</h1>
        <p className={layout['lead']}>{text('credit.delays.about')}</p>
        <DemoLine />
        <YearSelect />
        {error && <Failed error={error} again={again} />}
        {!national && !error && <Loading lines={4} />}
        {national && national.byOrganization.length === 0 && <Notice>{text('credit.delays.empty', { year: String(year) })}</Notice>}
        {national && national.byOrganization.length > 0 && (
          <>
            <Table label={text('credit.delays.country')} name={text('credit.delays.where')} cells={[national.all]} />
            <p className={style['quiet']}>{text('credit.delays.few', { time: momentHere(national.asOf), year: String(national.fiscalYear) })}</p>
          </>
        )}
        <SeeQuery document={nationalLive} variables={variables} />
      </section>
      {national && national.byRegion.length > 0 && (
        <section className={layout['section']} aria-labelledby="regions">
          <h2 id="regions">{text('credit.delays.regions')}</h2>
          <Table label={text('credit.delays.regions')} name={text('credit.delays.where')} cells={national.byRegion} />
        </section>
      )}
      {national && national.byOrganization.length > 0 && (
        <section className={layout['section']} aria-labelledby="universities">
          <h2 id="universities">{text('credit.delays.universities')}</h2>
          <Table label={text('credit.delays.universities')} name={text('credit.university')} cells={national.byOrganization} />
        </section>
      )}
    </div>
  );
}

const stages = ['CLAIMED', 'UNIVERSITY_CONFIRMED', 'APPROVED'] as const;

function Table({ label, name, cells }: { label: string; name: string; cells: Cell[] }) {
  return (
    <div className={desk['scroll']}>
      <table className={`${desk['table']} ${desk['stack']}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{text('credit.delays.awards')}</th>
            {stages.map((stage) => (
              <th key={stage} scope="col">
                {text(`credit.stage.${stage}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={cell.region?.id ?? cell.organization?.id ?? ''} data-delays={cell.organization?.id ?? cell.region?.id ?? 'all'}>
              <th scope="row">{cell.organization?.name ?? cell.region?.name ?? text('credit.delays.country')}</th>
              <td data-label={text('credit.delays.awards')}>{cell.awards === null ? '–' : number(cell.awards)}</td>
              {stages.map((stage) => (
                <Stage key={stage} stage={stage} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Stage({ stage, cell }: { stage: (typeof stages)[number]; cell: Cell }) {
  const found = cell.stages.find((one) => one.stage === stage);
  const median = found?.medianDays ?? null;
  const overdue = found?.overdue ?? null;
  return (
    <td data-label={text(`credit.stage.${stage}`)}>
      <span className={style['days']}>{median === null ? '–' : text('credit.days', { days: number(Math.round(median * 10) / 10) })}</span>
      {overdue !== null && overdue > 0 && <span className={style['here']}>{text('credit.overdue.here', { count: overdue })}</span>}
    </td>
  );
}
