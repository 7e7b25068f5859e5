import type { ApiOperation } from '../api-operation.js';
import { namesBelow, operationsBelow } from '../children/operations-below.js';
import { ATTACHMENT_MODULES } from './attachment.schema.js';

export const attachmentOperations: readonly ApiOperation[] = operationsBelow(ATTACHMENT_MODULES, [
  { name: 'attachments.list', method: 'GET', path: '/attachments', confidence: 'inferred' },
  { name: 'attachments.read', method: 'GET', path: '/_uploads/{attachment_id}', confidence: 'used' },
  { name: 'attachments.download', method: 'GET', path: '/_uploads/{attachment_id}/download', confidence: 'used' },
  {
    name: 'attachments.download_plain',
    method: 'GET',
    path: '/attachments/{attachment_id}/download',
    confidence: 'inferred',
  },
  { name: 'attachments.add', method: 'POST', path: '/_uploads', confidence: 'used' },
  { name: 'attachments.add_plain', method: 'PUT', path: '/upload', confidence: 'inferred' },
]);

/** Names for a tool that works on attachments of any module. @param verbs such as `add` */
export function attachmentOperationNames(...verbs: readonly string[]): string[] {
  return namesBelow(ATTACHMENT_MODULES, ...verbs.map((verb) => `attachments.${verb}`));
}
