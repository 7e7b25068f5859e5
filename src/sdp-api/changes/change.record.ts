import { recordModule } from '../records/record-module.js';
import { CLASSIFICATION, PLANS, STAGED_SORT_FIELDS } from '../records/shared-fields.js';

/** Changes (ManageEngine SDP Cloud API v3, "Change"). Assets and configuration items are in the detail only. */
export const CHANGES = recordModule({
  collection: 'changes',
  entity: 'change',
  noun: 'change',
  plural: 'changes',
  checkCreated: 'list the changes with this title (list_changes)',
  sortFields: STAGED_SORT_FIELDS,
  confidence: { create: 'official', update: 'official', delete: 'official' },
  fields: {
    title: { kind: 'text', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    comment: { kind: 'text', write: 'update', event: true },
    stage: { kind: 'lookup', write: 'always', values: 'change_stages' },
    status: { kind: 'lookup', write: 'always', values: 'change_statuses' },
    change_type: { kind: 'lookup', write: 'always', values: 'change_types' },
    reason_for_change: { kind: 'lookup', write: 'always', values: 'reason_for_changes' },
    risk: { kind: 'lookup', write: 'always', values: 'risks' },
    ...CLASSIFICATION,
    emergency: { kind: 'flag', write: 'always' },
    retrospective: { kind: 'flag', write: 'always' },
    change_requester: { kind: 'user', write: 'always' },
    change_manager: { kind: 'user', write: 'always' },
    change_owner: { kind: 'user', write: 'always' },
    // Seen in use: a template is taken by its id only.
    template: { kind: 'lookup', write: 'create', values: 'change_templates', idOnly: true },
    workflow: { kind: 'lookup', write: 'create', values: 'change_workflows' },
    scheduled_start: { kind: 'time', path: 'scheduled_start_time', write: 'always', moment: 'start' },
    scheduled_end: { kind: 'time', path: 'scheduled_end_time', write: 'always' },
    completed_at: { kind: 'time', path: 'completed_time' },
    created_at: { kind: 'time', path: 'created_time' },
    ...PLANS,
    assets: { kind: 'refs', detailOnly: true },
    configuration_items: { kind: 'refs', detailOnly: true },
    has_notes: { kind: 'flag', path: 'notes_present', detailOnly: true },
  },
});
