import { deleteRecord } from '../records/delete-record.js';
import { announcementToolset } from './announcement-toolset.js';

export const deleteAnnouncement = deleteRecord(announcementToolset, {
  description:
    'Take an announcement of the portal away, such as one of an outage that is over. Without confirm nothing is deleted and what would be is shown.',
});
