import { createAnnouncement } from './create-announcement.tool.js';
import { deleteAnnouncement } from './delete-announcement.tool.js';
import { getFields } from './get-fields.tool.js';
import { listAnnouncements } from './list-announcements.tool.js';
import { listMaintenanceWindows } from './list-maintenance-windows.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const adminDataTools: readonly Tool[] = [
  getFields,
  listAnnouncements,
  createAnnouncement,
  deleteAnnouncement,
  listMaintenanceWindows,
];
