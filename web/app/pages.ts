import { type ComponentType, lazy } from 'react';
import { matchRoute } from 'wouter';
import { parse } from 'regexparam';
import { loadTexts } from './load-texts';

type Load = () => Promise<{ default: ComponentType }>;

/** The pages by their folder. */
const loads: Record<string, Record<string, Load>> = {
  network: {
    '/': () => import('./pages/network/Network'),
    '/regions/:iso': () => import('./pages/network/RegionView'),
    '/directions/:code': () => import('./pages/network/DirectionView'),
  },
  events: {
    '/events': () => import('./pages/events/Events'),
  },
  event: {
    '/events/:id': () => import('./pages/event/EventPage'),
  },
  organizations: {
    '/organizations': () => import('./pages/organizations/Organizations'),
    '/organizations/:id': () => import('./pages/organizations/OrganizationPage'),
    '/centers/:iso': () => import('./pages/organizations/CenterPage'),
  },
  me: {
    '/me': () => import('./pages/me/Me'),
    '/me/profile': () => import('./pages/me/Profile'),
    '/me/interviews': () => import('./pages/me/Interviews'),
    '/me/privacy': () => import('./pages/me/Privacy'),
    '/me/security': () => import('./pages/me/Security'),
  },
  credit: {
    '/me/hours': () => import('./pages/credit/Hours'),
    '/university': () => import('./pages/credit/University'),
    '/programme': () => import('./pages/credit/Programme'),
    '/delays': () => import('./pages/credit/Delays'),
  },
  school: {
    '/courses': () => import('./pages/school/Courses'),
    '/courses/:id': () => import('./pages/school/CoursePage'),
    '/me/school': () => import('./pages/school/MySchool'),
    '/center/school': () => import('./pages/school/CenterSchool'),
  },
  passport: {
    '/me/passports': () => import('./pages/passport/MyPassports'),
    '/verify': () => import('./pages/passport/Verify'),
    '/passports/:number': () => import('./pages/passport/PassportPage'),
  },
  desk: {
    '/desk': () => import('./pages/desk/Desk'),
    '/desk/organization': () => import('./pages/desk/organization/OrganizationDesk'),
    '/desk/organization/new': () => import('./pages/desk/organization/NewOrganization'),
    '/desk/organization/members': () => import('./pages/desk/organization/Members'),
    '/desk/organization/people': () => import('./pages/desk/organization/People'),
    '/desk/events/new': () => import('./pages/desk/NewEvent'),
    '/desk/events/:id': () => import('./pages/desk/EventDesk'),
    '/desk/shifts/:id': () => import('./pages/desk/Roster'),
  },
  attendance: {
    '/desk/shifts/:id/code': () => import('./pages/attendance/ShiftCode'),
    '/desk/shifts/:id/scan': () => import('./pages/attendance/Scan'),
    '/desk/events/:id/came': () => import('./pages/attendance/Came'),
    '/check-in': () => import('./pages/attendance/CheckIn'),
    '/kiosk': () => import('./pages/attendance/Kiosk'),
    '/me/code/:id': () => import('./pages/attendance/MyCode'),
  },
  hours: {
    '/desk/hours': () => import('./pages/hours/DeskHours'),
  },
  projects: {
    '/desk/projects': () => import('./pages/projects/DeskProjects'),
    '/center/projects': () => import('./pages/projects/CenterProjects'),
    '/projects': () => import('./pages/projects/Projects'),
    '/projects/:id': () => import('./pages/projects/ProjectPage'),
  },
  mentoring: {
    '/desk/mentoring': () => import('./pages/mentoring/DeskMentoring'),
    '/center/mentoring': () => import('./pages/mentoring/CenterMentoring'),
    '/mentoring': () => import('./pages/mentoring/Mentoring'),
  },
  center: {
    '/center': () => import('./pages/center/CenterDesk'),
    '/center/requests': () => import('./pages/center/CenterRequests'),
    '/center/hours': () => import('./pages/center/CenterHours'),
  },
  research: {
    '/center/research': () => import('./pages/research/CenterResearch'),
    '/research': () => import('./pages/research/Research'),
    '/research/:id': () => import('./pages/research/StudyPage'),
  },
  about: {
    '/about/data': () => import('./pages/about/Data'),
  },
  news: {
    '/center/news': () => import('./pages/news/CenterNews'),
    '/news': () => import('./pages/news/News'),
    '/news/:id': () => import('./pages/news/ArticlePage'),
    '/campaigns/:id': () => import('./pages/news/CampaignPage'),
  },
  account: {
    '/sign-in': () => import('./pages/account/SignIn'),
    '/register': () => import('./pages/account/Register'),
    '/claim': () => import('./pages/account/Claim'),
  },
};

/** The pages by their address, each loaded when it is first opened, with the texts of its folder. `addresses.go` answers the same addresses. */
export const pages = Object.entries(loads).flatMap(([folder, ofFolder]) =>
  Object.entries(ofFolder).map(([path, loadPage]) => {
    const load = async () => (await Promise.all([loadPage(), loadTexts(folder)]))[0];
    return { path, load, Page: lazy(load) as ComponentType };
  }),
);

/**
 * Loads the page of an address for it to be in the very first picture: React keeps what it shows for
 * a page on its way for 300 ms. One that does not load is tried again when it is shown, and says so there.
 */
export async function preloadPage(address: string): Promise<void> {
  const page = pages.find(({ path }) => matchRoute(parse, path, address)[0]);
  const loaded = await page?.load().catch(() => undefined);
  if (page && loaded) page.Page = loaded.default;
}
