import { listRecords } from '../records/list-records.js';
import { announcementToolset } from './announcement-toolset.js';

export const listAnnouncements = listRecords(announcementToolset, {
  description:
    'List the announcements that people see in the portal, newest first, narrowed by words or by date. Not every portal has them; then it is said.',
});
