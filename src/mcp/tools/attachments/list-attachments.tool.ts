import { z } from 'zod';

import { attachmentOperationNames } from '../../../sdp-api/attachments/attachment.operations.js';
import { ATTACHMENT_MODULES } from '../../../sdp-api/attachments/attachment.schema.js';
import { parentOperationNames } from '../../../sdp-api/records/parent.operations.js';
import { paragraphs } from '../../text/markdown.js';
import { attachmentLine, AttachmentView, attachmentView } from '../../views/attachment.view.js';
import { pageFrom, pageText, PageView } from '../../views/page.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { parentParams, parentText, ParentView, parentView } from '../parent-params.js';
import { limit, startIndex } from '../params.js';
import { scopesOfParent } from '../scopes-below.js';
import { ATTACHMENT_TOOLSETS } from './attachment-params.js';

export const listAttachments = defineSdpTool({
  name: 'list_attachments',
  title: 'List attachments',
  description:
    'List the files on a request (ticket) or, with module, on a problem, change, release, project, task or solution. To see what is in one use read_attachment.',
  toolsets: ATTACHMENT_TOOLSETS,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  ...scopesOfParent(ATTACHMENT_MODULES, 'READ'),
  operations: [...parentOperationNames(ATTACHMENT_MODULES), ...attachmentOperationNames('list')],
  input: z.strictObject({ ...parentParams(ATTACHMENT_MODULES), limit: limit(50, 100), start_index: startIndex }),
  output: z.object({ record: ParentView, attachments: z.array(AttachmentView), page: PageView }),

  async handler({ module, id, limit: rows, start_index: start }, { sdp }) {
    const parent = await sdp.parents.resolve(module, id);
    const all = await sdp.attachments.list(parent);
    const shown = all.slice(start - 1, start - 1 + rows).map(attachmentView);
    return {
      record: parentView(parent, sdp),
      attachments: shown,
      page: pageFrom({
        ...{ start, returned: shown.length, total: all.length },
        hasMore: start - 1 + shown.length < all.length && shown.length > 0,
      }),
    };
  },

  markdown: ({ record, attachments, page }) =>
    paragraphs(
      `Files on ${parentText(record)}.`,
      pageText(page, 'attachments'),
      attachments.map(attachmentLine).join('\n'),
      record.url,
      attachments.length > 0 ? UNTRUSTED_NOTICE : undefined,
    ),
});
