import { recordModule } from '../records/record-module.js';

/** Projects (ManageEngine SDP Cloud API v3, "Project"). Their times are days. */
export const PROJECTS = recordModule({
  collection: 'projects',
  entity: 'project',
  noun: 'project',
  plural: 'projects',
  checkCreated: 'list the projects with this title (list_projects)',
  // No page says by what projects can be sorted.
  sortFields: [],
  confidence: { create: 'used', update: 'used', delete: 'used' },
  fields: {
    title: { kind: 'text', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    project_code: { kind: 'text', write: 'always' },
    status: { kind: 'lookup', write: 'always', values: 'project_statuses' },
    priority: { kind: 'lookup', write: 'always', values: 'priorities' },
    project_type: { kind: 'lookup', write: 'always', values: 'project_types' },
    owner: { kind: 'user', write: 'always' },
    requester: { kind: 'user', write: 'always' },
    site: { kind: 'lookup', write: 'always', values: 'sites' },
    department: { kind: 'lookup', write: 'always', values: 'departments' },
    scheduled_start: { kind: 'date', path: 'scheduled_start_time', write: 'always' },
    scheduled_end: { kind: 'date', path: 'scheduled_end_time', write: 'always' },
    actual_start: { kind: 'date', path: 'actual_start_time', write: 'always' },
    actual_end: { kind: 'date', path: 'actual_end_time', write: 'always' },
    estimated_hours: { kind: 'number', write: 'always' },
    percentage_completion: { kind: 'number' },
    tasks_in_all: { kind: 'number', path: 'task_count' },
    tasks_completed: { kind: 'number', path: 'task_completed' },
    created_at: { kind: 'time', path: 'created_time' },
  },
});
