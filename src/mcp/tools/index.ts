import { addNote } from './add-note.tool.js';
import { addPrivateNote } from './add-private-note.tool.js';
import { assignRequest } from './assign-request.tool.js';
import { cancelDeferredWrite } from './cancel-deferred-write.tool.js';
import { checkAuthStatus } from './check-auth-status.tool.js';
import { closeRequest } from './close-request.tool.js';
import { completeSetup } from './complete-setup.tool.js';
import { createRequest } from './create-request.tool.js';
import type { Tool } from './define-tool.js';
import { findTechnician } from './find-technician.tool.js';
import { getMetadata } from './get-metadata.tool.js';
import { getRequestConversation } from './get-request-conversation.tool.js';
import { getRequest } from './get-request.tool.js';
import { getTechnician } from './get-technician.tool.js';
import { listDeferredWrites } from './list-deferred-writes.tool.js';
import { listRequests } from './list-requests.tool.js';
import { listTechnicians } from './list-technicians.tool.js';
import { pickupRequest } from './pickup-request.tool.js';
import { replyToRequester } from './reply-to-requester.tool.js';
import { searchRequests } from './search-requests.tool.js';
import { sendFirstResponse } from './send-first-response.tool.js';
import { updateRequest } from './update-request.tool.js';

/** Every tool, in the order in which clients see them. An explicit list: a tool is published by naming it here. */
export const tools: readonly Tool[] = [
  checkAuthStatus,
  completeSetup,
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
  listDeferredWrites,
  cancelDeferredWrite,
  listTechnicians,
  getTechnician,
  findTechnician,
  getMetadata,
];
