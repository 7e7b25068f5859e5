import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { cleanLine } from '../../text/clean-text.js';
import { Fence } from '../../text/fence.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { ciText, ciView, CiView } from '../../views/ci.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { longText, shortText } from '../params.js';
import { ToolInputError } from '../tool.errors.js';
import { attributesOf, attributesParam, ciParam, ciTypeParam } from './ci-params.js';

const input = z.strictObject({
  ci_type: ciTypeParam,
  item: ciParam,
  name: shortText('New name').optional(),
  description: longText('New description').optional(),
  attributes: attributesParam.optional(),
});

export const updateCmdbItem = defineSdpTool({
  name: 'update_cmdb_item',
  title: 'Update a configuration item',
  description:
    'Change name, description or attributes of a configuration item (CI) of the CMDB. Attributes that are not given stay as they are. Relations are changed in the browser: no way to write them is known.',
  toolsets: ['cmdb'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.cmdb.READ', 'SDPOnDemand.cmdb.UPDATE'],
  operations: ['cmdb.list', 'cmdb.get', 'cmdb.update'],
  input,
  output: CiView,

  async handler(args, context) {
    const { id, fields } = await wantedChange(args, context);
    return ciView(await context.sdp.cmdb.update(args.ci_type, id, fields));
  },

  write: {
    keep: ({ id }) => ({ id }),
    async find(args, context) {
      const { id, fields } = await wantedChange(args, context);
      const found = await context.sdp.cmdb.findUpdated(args.ci_type, id, fields);
      return found && { id };
    },
  },
  markdown: (ci) =>
    paragraphs(`Changed the configuration item ${inline(ci.name)}.`, ciText(ci, new Fence()), UNTRUSTED_NOTICE),
});

/** @throws ToolInputError when nothing is to be changed */
async function wantedChange(args: z.output<typeof input>, { sdp }: SdpToolContext) {
  const { ci_type: type, name, description } = args;
  if (name === undefined && description === undefined && Object.keys(args.attributes ?? {}).length === 0) {
    throw new ToolInputError('There is nothing to change.', 'Give a name, a description or attributes.');
  }
  const item = await sdp.cmdb.get(type, args.item);
  const attributes = await attributesOf(args.attributes, type, sdp, item);
  const fields = {
    ...(name === undefined ? {} : { name: cleanLine(name) }),
    ...(description === undefined ? {} : { description: htmlFromText(description) }),
    ...(attributes && { attributes }),
  };
  return { id: item.id, fields };
}
