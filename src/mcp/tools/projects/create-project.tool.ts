import { createRecord } from '../records/create-record.js';
import { projectToolset } from './project-toolset.js';

export const createProject = createRecord(projectToolset, {
  description:
    'Create a project. Only the title is always needed; a portal may want more, and then the answer lists the fields and their allowed values, and nothing was created.\nNames and mail addresses are enough. Calling twice creates two projects, unless both calls have the same idempotencyKey.',
});
