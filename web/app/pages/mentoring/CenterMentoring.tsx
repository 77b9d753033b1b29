import { useTold } from '../../api/use-told';
import type { ResultOf } from '../../api/graphql';
import { useData } from '../../api/use-data';
import { type List, ofConnection, useRest } from '../../api/use-rest';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Moving } from '../../parts/Moving';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { number, text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { MentorshipCard } from './MentorshipCard';
import { Propose } from './Propose';
import { mentorshipsOfCenter, moreMentorships, moreMentorshipsFromEnd, scaleQuery } from './queries';
import type { Brief } from './types';

/** A support center's mentoring: what waits for an answer, the oldest first, whom it helps, and whom it raised. */
export default function CenterMentoring() {
  return (
    <CenterGate title={text('mentoring.title')} about={text('mentoring.center.about')}>
      {(center) => <OfCenter key={center.id} center={center} />}
    </CenterGate>
  );
}

type Name = 'requested' | 'active' | 'paused' | 'proposed' | 'completed' | 'declined';
type Groups = Record<Name, List<Brief>>;

function OfCenter({ center }: { center: Center }) {
  const variables = { centerId: center.id };
  const { data, error, again } = useData(mentorshipsOfCenter, variables);
  const { data: scale } = useData(scaleQuery, {});
  const groups: Groups = {
    requested: useFromEnd(data, center.id, 'requested', 'REQUESTED'),
    active: useFromEnd(data, center.id, 'active', 'ACTIVE'),
    paused: useFromStart(data, center.id, 'paused', 'PAUSED'),
    proposed: useFromStart(data, center.id, 'proposed', 'PROPOSED'),
    completed: useFromStart(data, center.id, 'completed', 'COMPLETED'),
    declined: useFromStart(data, center.id, 'declined', 'DECLINED'),
  };
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  return (
    <>
      <Moving
        rows={Object.values(groups).flatMap(({ rows }) => rows)}
        show={(one) => <MentorshipCard given={one} side="CENTER" admin={center.admin} scale={scale} changed={again} />}
      >
        {(place) => (
          <>
            <Group name="requested" list={groups.requested} always place={place} />
            <Group name="active" list={groups.active} always place={place} />
            <Group name="paused" list={groups.paused} place={place} />
            <Group name="proposed" list={groups.proposed} place={place} />
            <Propose center={center} done={again} />
            <Group name="completed" list={groups.completed} place={place} />
            <Group name="declined" list={groups.declined} place={place} />
          </>
        )}
      </Moving>
      <SeeQuery document={mentorshipsOfCenter} variables={variables} />
    </>
  );
}

type Answer = ResultOf<typeof mentorshipsOfCenter> | undefined;

/** Those that wait, the oldest first. */
function useFromEnd(answer: Answer, centerId: string, name: 'requested' | 'active', state: Brief['state']) {
  return useRest({
    first: answer && ofConnection(answer[name]),
    answer,
    query: moreMentorshipsFromEnd,
    variables: (before) => ({ centerId, state, before }),
    of: ({ mentorships }) => ofConnection(mentorships),
  });
}

/** The others, the newest first. */
function useFromStart(answer: Answer, centerId: string, name: Exclude<Name, 'requested' | 'active'>, state: Brief['state']) {
  return useRest({
    first: answer && ofConnection(answer[name]),
    answer,
    query: moreMentorships,
    variables: (after) => ({ centerId, state, after }),
    of: ({ mentorships }) => ofConnection(mentorships),
  });
}

interface GroupProps {
  name: Name;
  list: List<Brief>;
  /** Shown when there is none, too. */
  always?: boolean;
  place: (id: string) => React.ReactNode;
}

function Group({ name, list, always = false, place }: GroupProps) {
  if (list.total === 0 && !always) return null;
  return (
    <section className={layout['section']} aria-labelledby={name} data-group={name}>
      <h2 id={name}>
        {text(`mentoring.group.${name}`)} <span className={card['quiet']}>{number(list.total)}</span>
      </h2>
      {list.total === 0 && <p className={card['quiet']}>{text(`mentoring.group.${name as 'active'}.none`)}</p>}
      <ul className={card['cards']}>{list.rows.map(({ id }) => place(id))}</ul>
      <More list={list} />
    </section>
  );
}
