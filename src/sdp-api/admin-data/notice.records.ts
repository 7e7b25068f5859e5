import { recordModule } from '../records/record-module.js';

/** Announcements, seen in use by others; who may write them is not documented. */
export const ANNOUNCEMENTS = recordModule({
  collection: 'announcements',
  entity: 'announcement',
  noun: 'announcement',
  plural: 'announcements',
  checkCreated: 'list the announcements (list_announcements)',
  sortFields: ['created_time'],
  optional: true,
  confidence: { create: 'used', update: 'inferred', delete: 'used' },
  fields: {
    title: { kind: 'text', write: 'create' },
    description: { kind: 'html', write: 'create' },
    created_by: { kind: 'user' },
    created_at: { kind: 'time', path: 'created_time' },
  },
});

/** Planned outages. Two spellings of the path were named by others, neither with an answer to it. */
export const MAINTENANCES = recordModule({
  collection: 'maintenances',
  otherCollections: ['maintenance_windows'],
  entity: 'maintenance',
  noun: 'maintenance window',
  plural: 'maintenance_windows',
  checkCreated: 'list the maintenance windows (list_maintenance_windows)',
  sortFields: [],
  optional: true,
  confidence: { create: 'inferred', update: 'inferred', delete: 'inferred' },
  fields: {
    title: { kind: 'text' },
    description: { kind: 'html' },
    status: { kind: 'lookup' },
    starts: { kind: 'time', path: 'scheduled_start_time' },
    ends: { kind: 'time', path: 'scheduled_end_time' },
  },
});
