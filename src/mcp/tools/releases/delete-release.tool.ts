import { deleteRecord } from '../records/delete-record.js';
import { releaseToolset } from './release-toolset.js';

export const deleteRelease = deleteRecord(releaseToolset, {
  description:
    'Delete a release. Without confirm nothing is deleted and what would be is shown. To stop a release, set its status with update_release instead.',
});
