import { z } from 'zod';

import { attachmentOperationNames } from '../../../sdp-api/attachments/attachment.operations.js';
import { ATTACHMENT_MODULES } from '../../../sdp-api/attachments/attachment.schema.js';
import { parentOperationNames } from '../../../sdp-api/records/parent.operations.js';
import { paragraphs } from '../../text/markdown.js';
import { attachmentLine, AttachmentView, attachmentView } from '../../views/attachment.view.js';
import { defineSdpTool } from '../define-tool.js';
import { parentParams, parentText, ParentView, parentView } from '../parent-params.js';
import { scopesOfParent } from '../scopes-below.js';
import { ToolInputError } from '../tool.errors.js';
import { ATTACHMENT_TOOLSETS, cleanFileName } from './attachment-params.js';

/** What fits into a call: the server takes messages of 1 MiB, and base64 is a third longer than what it holds. */
const MOST_BYTES = 700_000;
const MOST_CHARACTERS = Math.ceil(MOST_BYTES / 3) * 4;

export const addAttachment = defineSdpTool({
  name: 'add_attachment',
  title: 'Add an attachment',
  description:
    'Put a file on a request (ticket) or, with module, on another record. Its content comes as base64 and may have 700 kB; paths and addresses are not read. For text that people should read, a note (add_note) is better.',
  toolsets: ATTACHMENT_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  ...scopesOfParent(ATTACHMENT_MODULES, 'READ', 'CREATE'),
  operations: [...parentOperationNames(ATTACHMENT_MODULES), ...attachmentOperationNames('list', 'add', 'add_plain')],
  input: z.strictObject({
    ...parentParams(ATTACHMENT_MODULES),
    name: z.string().trim().min(1).max(250).describe('Name of the file, such as report.txt'),
    content_base64: z.string().min(1).max(MOST_CHARACTERS).describe('What is in the file, as base64; at most 700 kB'),
  }),
  output: z.object({
    record: ParentView,
    id: z.string(),
    /** Absent when ServiceDesk Plus took the file and the record does not show it. */
    attachment: AttachmentView.optional(),
  }),

  async handler({ module, id, name, content_base64: content }, { sdp }) {
    const bytes = decoded(content);
    const parent = await sdp.parents.resolve(module, id);
    const added = await sdp.attachments.add(parent, cleanFileName(name), bytes);
    return {
      record: parentView(parent, sdp),
      id: parent.id,
      ...(added && { attachment: attachmentView(added) }),
    };
  },

  markdown: ({ record, attachment }) =>
    attachment === undefined
      ? `ServiceDesk Plus took the file, but ${parentText(record)} does not show it: look with list_attachments before adding it again.`
      : paragraphs(`Put on ${parentText(record)}:`, attachmentLine(attachment), record.url),
});

/** @throws ToolInputError for what is not base64 */
function decoded(content: string): Uint8Array {
  const plain = content.replace(/^data:[^,]{0,100};base64,/, '').replaceAll(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(plain) || plain.length % 4 !== 0) {
    throw new ToolInputError('content_base64 is no base64.', 'Encode the bytes of the file; a path is not read.');
  }
  return Buffer.from(plain, 'base64');
}
