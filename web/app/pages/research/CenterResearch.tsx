import { useState } from 'react';
import { ofConnection, useList } from '../../api/use-rest';
import { useTold } from '../../api/use-told';
import { Button } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { NewStudy } from './Forms';
import { deskQuery } from './queries';
import { StudyDesk } from './StudyDesk';

const roles = ['ADMIN', 'COORDINATOR', 'RESEARCHER'];

/** The researchers' desk: the studies of a support center, from the plan to the publication. */
export default function CenterResearch() {
  return (
    <CenterGate title={text('research.desk')} about={text('research.desk.about')} roles={roles}>
      {(center) => <OfCenter key={center.id} center={center} />}
    </CenterGate>
  );
}

function OfCenter({ center }: { center: Center }) {
  const variables = { centerId: center.id };
  const { data, error, again, list } = useList(deskQuery, variables, ({ studies }) => ofConnection(studies));
  const [plans, setPlans] = useState(false);
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  return (
    <section className={layout['section']} aria-label={text('research.desk')}>
      {plans ? (
        <NewStudy
          center={center}
          done={() => {
            setPlans(false);
            again();
          }}
          back={() => setPlans(false)}
        />
      ) : (
        <p>
          <Button kind="primary" onClick={() => setPlans(true)}>
            {text('research.plan')}
          </Button>
        </p>
      )}
      {list.rows.length === 0 && <Notice>{text('research.desk.none')}</Notice>}
      <div className={layout['section']}>
        {list.rows.map((study) => (
          <StudyDesk key={study.id} study={study} consent={data.interviewConsent} changed={again} />
        ))}
      </div>
      <More list={list} />
      <SeeQuery document={deskQuery} variables={variables} />
    </section>
  );
}
