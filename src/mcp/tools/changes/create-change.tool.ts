import { createRecord } from '../records/create-record.js';
import { changeToolset } from './change-toolset.js';

export const createChange = createRecord(changeToolset, {
  description:
    'Create a change. Only the title is always needed; a portal may want more, and then the answer lists the fields and their allowed values, and nothing was created.\nNames and mail addresses are enough; unknown ones are answered with the closest matches. Calling twice creates two changes, unless both calls have the same idempotencyKey.',
});
