import { createRecord } from '../records/create-record.js';
import { releaseToolset } from './release-toolset.js';

export const createRelease = createRecord(releaseToolset, {
  description:
    'Create a release. Only the title is always needed; a portal may want more, and then the answer lists the fields and their allowed values, and nothing was created.\nNames and mail addresses are enough. Calling twice creates two releases, unless both calls have the same idempotencyKey.',
});
