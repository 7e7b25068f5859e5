import { updateRecord } from '../records/update-record.js';
import { releaseToolset } from './release-toolset.js';

export const updateRelease = updateRecord(releaseToolset, {
  description:
    'Change fields of a release: stage, status, people, schedule, plans. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
});
