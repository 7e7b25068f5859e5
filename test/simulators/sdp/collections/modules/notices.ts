import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { html, text, time } from '../../fields/scalar-kinds.js';
import { type CrudCollection, crudRoutes } from '../crud-collection.js';

/** reference C.11 */
const ANNOUNCEMENT: EntityDefinition = {
  entity: 'announcement',
  list: 'announcements',
  fields: {
    id: readable(text()),
    title: writable(text({ maxLength: 250 })),
    description: writable(html),
    created_time: readable(time),
    created_by: readable(user),
  },
};

const announcements: CrudCollection = {
  name: 'announcements',
  scopes: ['setup', 'general'],
  definition: ANNOUNCEMENT,
  mandatory: ['title'],
  table: (store) => store.announcements,
  blank: ({ store, caller, now }) => ({ id: store.ids.take(), created_time: now, created_by: caller }),
};

/** Path and fields are our guess (reference C.11); portals with the other path set the first to missing. */
const maintenances = (name: 'maintenances' | 'maintenance_windows'): CrudCollection => ({
  name,
  scopes: ['setup', 'general'],
  definition: {
    entity: 'maintenance',
    list: name,
    fields: {
      id: readable(text()),
      title: writable(text({ maxLength: 250 })),
      description: writable(html),
      status: readable(lookup('maintenance_statuses')),
      scheduled_start_time: writable(time),
      scheduled_end_time: writable(time),
    },
  },
  mandatory: ['title'],
  table: (store) => store.maintenances,
  blank: ({ store }) => ({ id: store.ids.take(), status: store.lookup('maintenance_statuses', 'Scheduled') }),
});

/** reference C.11 */
export const noticeRoutes = [
  ...crudRoutes(announcements),
  ...crudRoutes(maintenances('maintenances')),
  ...crudRoutes(maintenances('maintenance_windows')),
];
