import { useState } from 'react';
import { Link } from 'wouter';
import { graphql, type ResultOf } from '../api/graphql';
import { useAction } from '../api/use-action';
import { ofConnection, useList } from '../api/use-rest';
import { momentHere } from '../text/dates';
import { text } from '../text/text';
import { Button } from './Button';
import { Area, Select } from './Field';
import layout from './layout.module.css';
import { More } from './More';
import { Refusals } from './Refusals';
import style from './reports.module.css';
import { SeeQuery } from './SeeQuery';
import { Failed, Loading } from './states';

const reportsQuery = graphql(`
  query Reports($state: ReportState, $after: Cursor) {
    reports(state: $state, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          createdAt
          kind
          text
          state
          note
          resolvedAt
          event {
            id
            title
            organization {
              id
              name
            }
          }
        }
      }
    }
  }
`);

const resolveReport = graphql(`
  mutation ResolveReport($input: ResolveReportInput!) {
    resolveReport(input: $input) {
      report {
        id
        state
        note
      }
      userErrors {
        code
        message
        nextStep
      }
    }
  }
`);

type Report = NonNullable<NonNullable<NonNullable<ResultOf<typeof reportsQuery>['reports']['edges']>[number]>['node']>;

/** What people reported of events, for the support center of the region: what is open, and what was found. */
export function Reports() {
  const [state, setState] = useState<'OPEN' | 'RESOLVED'>('OPEN');
  const variables = { state };
  const { data, error, again, list } = useList(reportsQuery, variables, ({ reports }) => ofConnection(reports));
  return (
    <section className={layout['section']} aria-labelledby="reports">
      <div className={layout['head']}>
        <h2 id="reports">
          {text('reports.title')} {data && <span className={style['count']}>{list.total}</span>}
        </h2>
        <Select label={text('reports.state')} value={state} onChange={({ target }) => setState(target.value as typeof state)}>
          <option value="OPEN">{text('reports.state.OPEN')}</option>
          <option value="RESOLVED">{text('reports.state.RESOLVED')}</option>
        </Select>
      </div>
      {error && <Failed error={error} again={again} />}
      {!data && !error && <Loading lines={2} />}
      {data && list.rows.length === 0 && <p className={style['quiet']}>{text('reports.empty')}</p>}
      <ul className={style['reports']}>
        {list.rows.map((report) => (
          <li key={report.id} data-report={report.id}>
            <p className={style['quiet']}>
              <strong>{text(`report.kind.${report.kind}`)}</strong> · <time dateTime={report.createdAt}>{momentHere(report.createdAt)}</time>
            </p>
            {report.event && (
              <p>
                <Link href={`/events/${report.event.id}`}>{report.event.title}</Link> ·{' '}
                <Link href={`/organizations/${report.event.organization.id}`}>{report.event.organization.name}</Link>
              </p>
            )}
            {report.text && <p className={style['text']}>{report.text}</p>}
            {report.note !== null && <p className={style['text']}>{text('reports.note', { note: report.note })}</p>}
            {report.state === 'OPEN' && <Resolve report={report} again={again} />}
          </li>
        ))}
      </ul>
      <More list={list} />
      <SeeQuery document={reportsQuery} variables={variables} />
    </section>
  );
}

function Resolve({ report, again }: { report: Report; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [asked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  const resolve = async () => {
    if (note.trim() && (await run(resolveReport, { reportId: report.id, note }))) again();
  };
  if (!asked) {
    return (
      <div>
        <Button onClick={() => setAsked(true)}>{text('reports.resolve')}</Button>
      </div>
    );
  }
  return (
    <div className={style['resolve']}>
      <Area label={text('reports.found')} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} autoFocus />
      <Refusals all={refusals} />
      <div className={style['buttons']}>
        <Button kind="primary" busy={busy} aria-disabled={!note.trim()} onClick={() => void resolve()}>
          {text('reports.resolve.do')}
        </Button>
        <Button onClick={() => setAsked(false)}>{text('mine.keep')}</Button>
      </div>
    </div>
  );
}
