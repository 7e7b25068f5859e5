import { recordModule } from '../records/record-module.js';
import { CLASSIFICATION, PLANS, STAGED_SORT_FIELDS } from '../records/shared-fields.js';

/** Releases (ManageEngine SDP Cloud API v3, "Release"). */
export const RELEASES = recordModule({
  collection: 'releases',
  entity: 'release',
  noun: 'release',
  plural: 'releases',
  checkCreated: 'list the releases with this title (list_releases)',
  sortFields: STAGED_SORT_FIELDS,
  confidence: { create: 'official', update: 'official', delete: 'official' },
  fields: {
    title: { kind: 'text', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    stage: { kind: 'lookup', write: 'always', values: 'release_stages' },
    status: { kind: 'lookup', write: 'always', values: 'release_statuses' },
    release_type: { kind: 'lookup', write: 'always', values: 'release_types' },
    reason_for_release: { kind: 'lookup', write: 'always', values: 'reason_for_releases' },
    risk: { kind: 'lookup', write: 'always', values: 'risks' },
    ...CLASSIFICATION,
    release_requester: { kind: 'user', write: 'always' },
    release_engineer: { kind: 'user', write: 'always' },
    release_manager: { kind: 'user', write: 'always' },
    template: { kind: 'lookup', write: 'create', values: 'release_templates' },
    workflow: { kind: 'lookup', write: 'create', values: 'release_workflows' },
    scheduled_start: { kind: 'time', path: 'scheduled_start_time', write: 'always', moment: 'start' },
    scheduled_end: { kind: 'time', path: 'scheduled_end_time', write: 'always' },
    next_review: { kind: 'time', path: 'next_review_on', write: 'always', moment: 'start' },
    completed_at: { kind: 'time', path: 'completed_time' },
    created_at: { kind: 'time', path: 'created_time' },
    ...PLANS,
    has_notes: { kind: 'flag', path: 'notes_present', detailOnly: true },
  },
});
