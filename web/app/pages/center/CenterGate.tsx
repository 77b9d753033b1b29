import type { ReactNode } from 'react';
import layout from '../../parts/layout.module.css';
import { Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { text } from '../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../desk/DeskGate';
import { CenterTabs } from './CenterTabs';

/** A support center of today, and the region that it is for. */
export interface Center extends Run {
  region: Run['regions'][number];
}

interface Props {
  title: string;
  about: string;
  /** Who the page is for; without it: who runs the center. */
  roles?: readonly string[];
  children: (center: Center) => ReactNode;
}

/** A page of a support center, for those who run it; to others, whose page it is. */
export function CenterGate({ title, about, roles, children }: Props) {
  usePage(title);
  return (
    <DeskGate title={title} visitor={text('centerDesk.visitor')} nobody={text('requests.forbidden')} {...(roles && { roles })}>
      {(runs) => <OfCenter title={title} about={about} runs={runs} page={children} />}
    </DeskGate>
  );
}

function OfCenter({ title, about, runs, page }: Omit<Props, 'children' | 'roles'> & { runs: [Run, ...Run[]]; page: Props['children'] }) {
  const [first, ...rest] = runs.filter(({ regions }) => regions.length > 0);
  if (!first) {
    return (
      <Notice title={title} heading="h1">
        {text('requests.forbidden')}
      </Notice>
    );
  }
  return <Chosen title={title} about={about} centers={[first, ...rest]} page={page} />;
}

function Chosen({ title, about, centers, page }: { title: string; about: string; centers: [Run, ...Run[]]; page: Props['children'] }) {
  const chosen = useChosen(centers);
  const [region] = chosen.regions;
  if (!region) return null;
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{title}</h1>
        <Chooser runs={centers} chosen={chosen} />
        {chosen.publishes && <CenterTabs organizationId={chosen.id} />}
        <p className={layout['lead']}>{about}</p>
      </div>
      {page({ ...chosen, region })}
    </div>
  );
}
