import type { Tool } from '../define-tool.js';
import { addAttachment } from './add-attachment.tool.js';
import { listAttachments } from './list-attachments.tool.js';
import { readAttachment } from './read-attachment.tool.js';

/** In the order in which clients see them. */
export const attachmentsTools: readonly Tool[] = [listAttachments, readAttachment, addAttachment];
