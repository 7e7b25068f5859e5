import { createRecord } from '../records/create-record.js';
import { announcementToolset } from './announcement-toolset.js';

export const createAnnouncement = createRecord(announcementToolset, {
  description:
    'Publish an announcement in the portal, such as an outage: everybody who may see announcements sees it. Calling twice publishes two, unless both calls have the same idempotencyKey.',
});
