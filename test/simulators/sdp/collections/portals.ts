import type { Call, Route } from '../routes/route.js';
import { listReply } from '../wire/envelope.js';

/** One portal, which is the account's default one (reference B.1). Needs no scope. */
export const portalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/portals',
    operation: 'portals.list',
    scopes: [],
    answer: ({ store, name }: Call) =>
      listReply('portals', [
        { id: store.ids.system(1), name, display_name: 'IT Help Desk', is_default: true, status: 'ACTIVE' },
      ]),
  },
];
