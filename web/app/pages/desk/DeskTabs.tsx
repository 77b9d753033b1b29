import { Tabs } from '../../parts/Tabs';
import { text } from '../../text/text';
import type { Run } from './DeskGate';

/** The pages of the desk for one organization. */
export function DeskTabs({ chosen }: { chosen: Run }) {
  const of = `?organization=${chosen.id}`;
  const pages = [
    { href: `/desk${of}`, label: text('desk.events') },
    { href: `/desk/organization${of}`, label: text('desk.profile') },
    ...(chosen.admin ? [{ href: `/desk/organization/members${of}`, label: text('desk.members') }] : []),
    { href: `/desk/organization/people${of}`, label: text('desk.people') },
    { href: `/desk/hours${of}`, label: text('hours.title') },
    { href: `/desk/projects${of}`, label: text('projects.title') },
    { href: `/desk/mentoring${of}`, label: text('mentoring.title') },
    ...(chosen.center ? [{ href: '/center/requests', label: text('requests.title') }] : []),
    ...(chosen.center ? [{ href: `/center${of}`, label: text('centerDesk.title') }] : []),
  ];
  return <Tabs label={text('desk.pages')} pages={pages} />;
}
