import { TAKES_FORMS } from '../pages/register-pages.js';

/** How a request may come to a route under `/admin`; every other one is for the token or a session. */
export interface AdminRouteConfig {
  /** `entry`: without any proof. `page`: with a session; a browser without one is sent to the entry. */
  readonly adminRoute?: 'entry' | 'page';
}

/** Settings for `@RouteConfig`. */
export const ENTRY = { adminRoute: 'entry' } as const;
export const ENTRY_FORM = { ...ENTRY, ...TAKES_FORMS } as const;
export const PAGE = { adminRoute: 'page' } as const;
export const PAGE_FORM = { ...PAGE, ...TAKES_FORMS } as const;
