import { useSearchParams } from 'wouter';
import { useSignedIn } from '../../api/session';
import { useFollowed } from '../../api/use-data';
import { ButtonLink } from '../../parts/Button';
import { Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { schoolsOf, useViewer } from '../../shell/viewer';
import { text } from '../../text/text';
import { AwardTable } from './AwardTable';
import { Pipeline } from './Pipeline';
import { pipelineLive, pipelineNow } from './desk-queries';
import { Students } from './Students';
import { useYear, YearSelect } from './YearSelect';

/** The desk of a university: who asks to be its student, and the awards that wait for its word. */
export default function University() {
  usePage(text('credit.desk'));
  const signedIn = useSignedIn();
  const { data, error, again } = useViewer();
  const [search, setSearch] = useSearchParams();
  if (!signedIn) {
    return (
      <Notice title={text('credit.desk')} heading="h1">
        {text('credit.desk.visitor')} <ButtonLink href="/sign-in?to=/university">{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading />;
  const schools = schoolsOf(data.viewer?.memberships ?? []);
  const chosen = schools.find(({ id }) => id === search.get('organization')) ?? schools[0];
  if (!chosen) {
    return (
      <Notice title={text('credit.desk')} heading="h1">
        {text('credit.desk.nobody')}
      </Notice>
    );
  }
  const choose = (organization: string) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      next.set('organization', organization);
      return next;
    });
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('credit.desk')}</h1>
        {schools.length === 1 ? (
          <p className={layout['lead']}>{chosen.name}</p>
        ) : (
          <Select label={text('credit.university')} value={chosen.id} onChange={({ target }) => choose(target.value)}>
            {schools.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
        <YearSelect />
      </div>
      <Desk key={chosen.id} organizationId={chosen.id} />
    </div>
  );
}

function Desk({ organizationId }: { organizationId: string }) {
  const { year } = useYear();
  const variables = { organizationId, fiscalYear: year };
  const { data, error, gone, again } = useFollowed(pipelineNow, pipelineLive, variables);
  if (gone) return <Notice kind="alert">{text('credit.desk.nobody')}</Notice>;
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const pipeline = data.creditPipeline;
  return (
    <>
      <Pipeline pipeline={pipeline} />
      <SeeQuery document={pipelineLive} variables={variables} />
      <AwardTable key={year} organizationId={organizationId} changed={JSON.stringify(pipeline.byState)} first="CLAIMED" by="university" />
      <Students organizationId={organizationId} requests={pipeline.requests} />
    </>
  );
}
