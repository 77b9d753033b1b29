import { useTold } from '../../api/use-told';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading } from '../../parts/states';
import { text } from '../../text/text';
import { type Center, CenterGate } from '../center/CenterGate';
import { MentorshipCard } from './MentorshipCard';
import { Propose } from './Propose';
import { mentorshipsOfCenter, scaleQuery } from './queries';
import type { Brief, Scale } from './types';

/** A support center's mentoring: what waits for an answer, the oldest first, whom it helps, and whom it raised. */
export default function CenterMentoring() {
  return (
    <CenterGate title={text('mentoring.title')} about={text('mentoring.center.about')}>
      {(center) => <OfCenter key={center.id} center={center} />}
    </CenterGate>
  );
}

function OfCenter({ center }: { center: Center }) {
  const variables = { centerId: center.id };
  const { data, error, again } = useData(mentorshipsOfCenter, variables);
  const { data: scale } = useData(scaleQuery, {});
  useTold(again);
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const all = { center, scale, changed: again };
  return (
    <>
      <Group name="requested" list={data.requested} always oldest {...all} />
      <Group name="active" list={data.active} always oldest {...all} />
      <Group name="paused" list={data.paused} {...all} />
      <Group name="proposed" list={data.proposed} {...all} />
      <Propose center={center} done={again} />
      <Group name="completed" list={data.completed} {...all} />
      <Group name="declined" list={data.declined} {...all} />
      <SeeQuery document={mentorshipsOfCenter} variables={variables} />
    </>
  );
}

interface GroupProps {
  name: 'requested' | 'active' | 'paused' | 'proposed' | 'completed' | 'declined';
  list: { totalCount: number; edges: ({ node: Brief | null } | null)[] | null };
  /** Shown when there is none, too. */
  always?: boolean;
  oldest?: boolean;
  center: Center;
  scale: Scale | undefined;
  changed: () => void;
}

function Group({ name, list, always = false, oldest = false, center, scale, changed }: GroupProps) {
  const shown = (list.edges ?? []).flatMap((edge) => edge?.node ?? []);
  if (oldest) shown.reverse();
  if (list.totalCount === 0 && !always) return null;
  return (
    <section className={layout['section']} aria-labelledby={name} data-group={name}>
      <h2 id={name}>
        {text(`mentoring.group.${name}`)} <span className={card['quiet']}>{list.totalCount}</span>
      </h2>
      {shown.length === 0 && <p className={card['quiet']}>{text(`mentoring.group.${name as 'active'}.none`)}</p>}
      <ul className={card['cards']}>
        {shown.map((one) => (
          <MentorshipCard key={one.id} given={one} side="CENTER" admin={center.admin} scale={scale} changed={changed} />
        ))}
      </ul>
    </section>
  );
}
