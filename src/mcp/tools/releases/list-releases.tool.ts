import { listRecords } from '../records/list-records.js';
import { releaseToolset } from './release-toolset.js';

export const listReleases = listRecords(releaseToolset, {
  description:
    'List releases, newest first, narrowed by stage, status, type, people, group, words or dates; open true means not completed. All filters must hold; names are enough. To read one with its plans and notes, use get_release.',
});
