import { requestRoutes } from '../collections/requests/request.routes.js';
import type { Route } from './route.js';

/** Every operation of the simulated API. */
export const routes: readonly Route[] = [...requestRoutes];
