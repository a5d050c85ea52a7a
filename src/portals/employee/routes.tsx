import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { isPlace, type Place } from './board/places.js';
import { NoSuchPage } from './frame/broken.js';
import { Frame } from './frame/frame.js';
import { Waiting } from './waiting/waiting.js';

const root = createRootRoute({ component: Frame, notFoundComponent: NoSuchPage });
const parent = () => root;

const text = (value: unknown) => (value === undefined || value === '' ? undefined : String(value));
const found = ({ q }: Record<string, unknown>): { q?: string } => (text(q) === undefined ? {} : { q: String(q) });

const toBoard = () => {
  throw redirect({ to: '/board', replace: true });
};

const start = createRoute({ getParentRoute: parent, path: '/', beforeLoad: toBoard });
// The door for who has this address in mind; whoever is not logged in is asked anywhere.
const logIn = createRoute({ getParentRoute: parent, path: '/login', beforeLoad: toBoard });

const board = createRoute({
  getParentRoute: parent,
  path: '/board',
  validateSearch: ({ at }): { at?: Place } => (isPlace(at) ? { at } : {}),
  component: lazyRouteComponent(() => import('./board/board.js'), 'Board'),
});

const takeIn = createRoute({
  getParentRoute: parent,
  path: '/take-in',
  component: lazyRouteComponent(() => import('./take-in/take-in.js'), 'TakeIn'),
});

const order = createRoute({
  getParentRoute: parent,
  path: '/orders/$id',
  validateSearch: ({ placed, like }): { placed?: true; like?: string } => ({
    ...(placed === true ? { placed } : {}),
    ...(text(like) === undefined ? {} : { like: String(like) }),
  }),
  component: lazyRouteComponent(() => import('./orders/order-screen.js'), 'OrderScreen'),
});

const search = createRoute({
  getParentRoute: parent,
  path: '/search',
  validateSearch: found,
  component: lazyRouteComponent(() => import('./search/search.js'), 'Search'),
});

const factory = createRoute({
  getParentRoute: parent,
  path: '/factory',
  validateSearch: ({ to }): { to?: 'factory' | 'store' } => (to === 'store' || to === 'factory' ? { to } : {}),
  component: lazyRouteComponent(() => import('./factory/factory.js'), 'Factory'),
});

const handOver = createRoute({
  getParentRoute: parent,
  path: '/hand-over',
  validateSearch: ({ q, id }): { q?: string; id?: string } => ({
    ...found({ q }),
    ...(text(id) === undefined ? {} : { id: String(id) }),
  }),
  component: lazyRouteComponent(() => import('./hand-over/hand-over.js'), 'HandOver'),
});

const customers = createRoute({
  getParentRoute: parent,
  path: '/customers',
  validateSearch: found,
  component: lazyRouteComponent(() => import('./customers/customers.js'), 'Customers'),
});

const customer = createRoute({
  getParentRoute: parent,
  path: '/customers/$id',
  component: lazyRouteComponent(() => import('./customers/customer-screen.js'), 'CustomerScreen'),
});

const waiting = createRoute({
  getParentRoute: parent,
  path: '/waiting',
  validateSearch: ({ kept }): { kept?: string } => (text(kept) === undefined ? {} : { kept: String(kept) }),
  // Who needs it is without the network.
  component: Waiting,
});

const account = createRoute({
  getParentRoute: parent,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account.js'), 'Account'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    logIn,
    board,
    takeIn,
    order,
    search,
    factory,
    handOver,
    customers,
    customer,
    account,
    waiting,
  ]),
  basepath: '/employee',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
