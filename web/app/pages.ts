import { type ComponentType, lazy } from 'react';
import { matchRoute } from 'wouter';
import { parse } from 'regexparam';

type Load = () => Promise<{ default: ComponentType }>;

const loads: Record<string, Load> = {
  '/': () => import('./pages/network/Network'),
  '/regions/:iso': () => import('./pages/network/RegionView'),
  '/directions/:code': () => import('./pages/network/DirectionView'),
  '/events': () => import('./pages/events/Events'),
  '/events/:id': () => import('./pages/event/EventPage'),
  '/organizations': () => import('./pages/organizations/Organizations'),
  '/organizations/:id': () => import('./pages/organizations/OrganizationPage'),
  '/centers/:iso': () => import('./pages/organizations/CenterPage'),
  '/me': () => import('./pages/me/Me'),
  '/desk': () => import('./pages/desk/Desk'),
  '/desk/events/new': () => import('./pages/desk/NewEvent'),
  '/desk/events/:id': () => import('./pages/desk/EventDesk'),
  '/desk/shifts/:id': () => import('./pages/desk/Roster'),
  '/sign-in': () => import('./pages/account/SignIn'),
  '/register': () => import('./pages/account/Register'),
};

/** The pages by their address, each loaded when it is first opened. `pages.go` answers the same addresses. */
export const pages = Object.entries(loads).map(([path, load]) => ({ path, load, Page: lazy(load) }));

/** Begins to load the page of an address, beside the texts. */
export function preloadPage(address: string): Promise<unknown> | undefined {
  return pages.find(({ path }) => matchRoute(parse, path, address)[0])?.load();
}
