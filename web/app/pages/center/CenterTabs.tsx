import { Tabs } from '../../parts/Tabs';
import { text } from '../../text/text';

/** The pages of a support center. */
export function CenterTabs({ organizationId }: { organizationId: string }) {
  const of = `?organization=${organizationId}`;
  const pages = [
    { href: `/center${of}`, label: text('centerDesk.title') },
    { href: '/center/requests', label: text('requests.title') },
    { href: `/center/hours${of}`, label: text('hours.title') },
    { href: `/center/mentoring${of}`, label: text('mentoring.title') },
    { href: `/center/projects${of}`, label: text('projects.title') },
    { href: `/center/school${of}`, label: text('school.title') },
    { href: `/center/research${of}`, label: text('research.desk') },
    { href: `/center/news${of}`, label: text('news.desk') },
    { href: `/desk${of}`, label: text('desk.title') },
  ];
  return <Tabs label={text('centerDesk.pages')} pages={pages} />;
}
