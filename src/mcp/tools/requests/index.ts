import { addNote } from './add-note.tool.js';
import { addPrivateNote } from './add-private-note.tool.js';
import { assignRequest } from './assign-request.tool.js';
import { closeRequest } from './close-request.tool.js';
import { createRequest } from './create-request.tool.js';
import { getRequestConversation } from './get-request-conversation.tool.js';
import { getRequestTemplate } from './get-request-template.tool.js';
import { deleteRequest } from './delete-request.tool.js';
import { getRequestHistory } from './get-request-history.tool.js';
import { restoreRequest } from './restore-request.tool.js';
import { getRequest } from './get-request.tool.js';
import { listRequestTemplates } from './list-request-templates.tool.js';
import { listRequests } from './list-requests.tool.js';
import { pickupRequest } from './pickup-request.tool.js';
import { replyToRequester } from './reply-to-requester.tool.js';
import { resolveRequest } from './resolve-request.tool.js';
import { searchRequests } from './search-requests.tool.js';
import { sendFirstResponse } from './send-first-response.tool.js';
import { updateRequest } from './update-request.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const requestsTools: readonly Tool[] = [
  listRequests,
  searchRequests,
  getRequest,
  getRequestConversation,
  createRequest,
  updateRequest,
  assignRequest,
  pickupRequest,
  closeRequest,
  addNote,
  addPrivateNote,
  replyToRequester,
  sendFirstResponse,
  resolveRequest,
  listRequestTemplates,
  getRequestTemplate,
  deleteRequest,
  restoreRequest,
  getRequestHistory,
];
