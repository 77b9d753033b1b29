import { useState } from 'react';
import { useSignedIn } from '../../api/session';
import { useData, useFollowed } from '../../api/use-data';
import { ButtonLink } from '../../parts/Button';
import { Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { AwardTable } from './AwardTable';
import { Budgets } from './Budgets';
import style from './credit.module.css';
import { Hosts } from './Hosts';
import { Payouts } from './Payouts';
import { Pipeline } from './Pipeline';
import { pipelineLive, pipelineNow } from './desk-queries';
import { Policies } from './Policies';
import { budgets } from './programme-queries';
import { useYear, YearSelect } from './YearSelect';
import { Domains } from './Domains';

/** The desk of who runs student credit: what waits for approval, payouts, rules, hosts and budgets. */
export default function Programme() {
  usePage(text('credit.programme'));
  if (!useSignedIn()) {
    return (
      <Notice title={text('credit.programme')} heading="h1">
        {text('credit.programme.about')} <ButtonLink href="/sign-in?to=/programme">{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('credit.programme')}</h1>
        <p className={layout['lead']}>{text('credit.programme.about')}</p>
      </div>
      <Desk />
    </div>
  );
}

function Desk() {
  const { year } = useYear();
  const { data, error, again } = useData(budgets, { fiscalYear: year });
  const [chosen, setChosen] = useState<string>();
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const organizationId = chosen ?? data.creditBudgets[0]?.organization.id ?? data.universities[0]?.id;
  if (!organizationId) return <Notice>{text('credit.programme.empty')}</Notice>;
  return (
    <Of organizationId={organizationId}>
      <div className={style['filters']}>
        <Select label={text('credit.university')} value={organizationId} onChange={({ target }) => setChosen(target.value)}>
          {data.universities.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <Budgets data={data} again={again} />
    </Of>
  );
}

/** What waits at a university; to who does not run the programme, whose page it is. */
function Of({ organizationId, children: [choose, rest] }: { organizationId: string; children: [React.ReactNode, React.ReactNode] }) {
  const { year } = useYear();
  const variables = { organizationId, fiscalYear: year };
  const { data, error, gone, again } = useFollowed(pipelineNow, pipelineLive, variables);
  const refused = gone || error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'NOT_FOUND');
  if (refused) return <Notice>{text('credit.programme.nobody')}</Notice>;
  if (error) return <Failed error={error} again={again} />;
  return (
    <>
      <div className={layout['section']}>
        {choose}
        <YearSelect />
      </div>
      {data ? (
        <>
          <Pipeline pipeline={data.creditPipeline} />
          <SeeQuery document={pipelineLive} variables={variables} />
          <AwardTable
            key={`${organizationId} ${year}`}
            organizationId={organizationId}
            changed={JSON.stringify(data.creditPipeline.byState)}
            first="UNIVERSITY_CONFIRMED"
            by="programme"
          />
          <Payouts key={year} />
          <Policies />
          {rest}
          <Domains key={organizationId} organizationId={organizationId} name={data.creditPipeline.organization.name} />
          <Hosts />
        </>
      ) : (
        <Loading lines={4} />
      )}
    </>
  );
}
