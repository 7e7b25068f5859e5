import { recordModule } from '../records/record-module.js';
import { CLASSIFICATION } from '../records/shared-fields.js';

/** Problems (ManageEngine SDP Cloud API v3, "Problem"). Texts of the analysis stand in groups of their own. */
export const PROBLEMS = recordModule({
  collection: 'problems',
  entity: 'problem',
  noun: 'problem',
  plural: 'problems',
  checkCreated: 'list the problems with this title (list_problems)',
  // ManageEngine's Ansible collection for SDP Cloud lists them.
  sortFields: ['created_time', 'reported_time', 'due_by_time', 'closed_time', 'title', 'priority', 'status'],
  confidence: { create: 'official', update: 'official', delete: 'official' },
  fields: {
    title: { kind: 'text', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    status: { kind: 'lookup', write: 'always', values: 'statuses' },
    ...CLASSIFICATION,
    technician: { kind: 'user', write: 'always', technician: true },
    reported_by: { kind: 'user', write: 'always' },
    requester: { kind: 'user', write: 'always' },
    template: { kind: 'lookup', write: 'create', values: 'problem_templates' },
    reported_at: { kind: 'time', path: 'reported_time', write: 'always', moment: 'start' },
    due_by: { kind: 'time', path: 'due_by_time', write: 'always' },
    closed_at: { kind: 'time', path: 'closed_time' },
    created_at: { kind: 'time', path: 'created_time' },
    impact_details: {
      kind: 'html',
      path: 'impact_details.impact_details_description',
      write: 'always',
      detailOnly: true,
    },
    symptoms: { kind: 'html', path: 'symptoms.symptoms_description', write: 'always', detailOnly: true },
    root_cause: { kind: 'html', path: 'root_cause.root_cause_description', write: 'always', detailOnly: true },
    workaround: {
      kind: 'html',
      path: 'workaround_details.workaround_details_description',
      write: 'always',
      detailOnly: true,
    },
    resolution: {
      kind: 'html',
      path: 'resolution_details.resolution_details_description',
      write: 'always',
      detailOnly: true,
    },
    known_error: { kind: 'flag', path: 'known_error_details.is_known_error', write: 'always', detailOnly: true },
    known_error_comments: {
      kind: 'text',
      path: 'known_error_details.known_error_comments',
      write: 'always',
      detailOnly: true,
    },
    closure_code: {
      kind: 'lookup',
      path: 'close_details.closure_code',
      write: 'update',
      values: 'problem_closure_codes',
      detailOnly: true,
    },
    closure_comments: { kind: 'text', path: 'close_details.close_details_comments', write: 'update', detailOnly: true },
    has_notes: { kind: 'flag', path: 'notes_present', detailOnly: true },
  },
});
