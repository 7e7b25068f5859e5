import { type EntityDefinition, readable } from '../fields/field.js';
import { shownAs } from '../fields/parent-kind.js';
import { lookup, user } from '../fields/reference-kinds.js';
import { count, flag, html, objects, text, time } from '../fields/scalar-kinds.js';
import type { Route } from '../routes/route.js';
import { flatRoutes } from './flat-collection.js';
import { setupList } from './setup-lists.js';

/** The display id is an object here (reference B.7, C.9). */
const SOLUTION: EntityDefinition = {
  entity: 'solution',
  list: 'solutions',
  fields: {
    id: readable(text()),
    display_id: readable({ ...objects, paths: ['value', 'display_value'] }),
    title: readable(text()),
    description: readable(html),
    keywords: readable(text()),
    is_public: readable(flag),
    topic: readable(lookup('topics')),
    approval_status: readable(shownAs('id', 'name')),
    likes: readable(count),
    dislikes: readable(count),
    no_of_hits: readable(count),
    review_date: readable(time),
    expiry_date: readable(time),
    created_time: readable(time),
    created_by: readable(user),
    last_updated_time: readable(time),
    last_updated_by: readable(user),
  },
  listColumns: [
    ...['id', 'display_id', 'title', 'keywords', 'is_public', 'topic', 'approval_status', 'created_time', 'created_by'],
    'no_of_hits',
  ],
};

/** reference C.9; `/topics` is missing in some tenants (part F) */
export const solutionRoutes: readonly Route[] = [
  ...flatRoutes({
    path: '/solutions',
    name: 'solutions',
    scopes: ['solutions'],
    definition: SOLUTION,
    rows: ({ store }) => [...store.solutions.values()].reverse(),
  }),
  ...setupList('topics', { scopes: ['solutions'] }),
];
