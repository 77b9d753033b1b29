import { type ReactNode, useEffect, useState } from 'react';
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
  /** The same for the network itself, by administrators of the platform; without it a page is of centers alone. */
  network?: { title: string; page: (network: Run) => ReactNode };
  children: (center: Center) => ReactNode;
}

/** The network itself, among the centers of who runs both: it is no organization. */
const itself = (): Run => ({ id: '', name: text('news.network'), status: 'VERIFIED', admin: true, publishes: false, center: false, regions: [] });

/** A page of a support center, for those who run it; to others, whose page it is. */
export function CenterGate({ title, about, roles, network, children }: Props) {
  const [name, setName] = useState(title);
  usePage(name);
  return (
    <DeskGate title={title} visitor={text('centerDesk.visitor')} nobody={text('requests.forbidden')} {...(roles && { roles })} {...(network && { network: itself() })}>
      {(runs) => <OfCenter title={title} about={about} runs={runs} network={network} page={children} named={setName} />}
    </DeskGate>
  );
}

interface Shown {
  title: string;
  about: string;
  network: Props['network'];
  page: Props['children'];
  /** Is told what the page is called for who was chosen. */
  named: (title: string) => void;
}

function OfCenter({ runs, ...shown }: Shown & { runs: [Run, ...Run[]] }) {
  const [first, ...rest] = runs.filter(({ id, regions }) => regions.length > 0 || (shown.network && id === ''));
  if (!first) {
    return (
      <Notice title={shown.title} heading="h1">
        {text('requests.forbidden')}
      </Notice>
    );
  }
  return <Chosen {...shown} centers={[first, ...rest]} />;
}

function Chosen({ title, about, centers, network, page, named }: Shown & { centers: [Run, ...Run[]] }) {
  const chosen = useChosen(centers);
  const [region] = chosen.regions;
  const name = (!region && network?.title) || title;
  useEffect(() => named(name), [name]);
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{name}</h1>
        <Chooser runs={centers} chosen={chosen} />
        {chosen.publishes && <CenterTabs organizationId={chosen.id} />}
        <p className={layout['lead']}>{about}</p>
      </div>
      {region ? page({ ...chosen, region }) : network?.page(chosen)}
    </div>
  );
}
