import { z } from 'zod';

import { Fence } from '../../text/fence.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { ciText, ciView } from '../../views/ci.view.js';
import { defineSdpTool } from '../define-tool.js';
import { confirm } from '../params.js';
import { ciParam, ciTypeParam } from './ci-params.js';

export const deleteCmdbItem = defineSdpTool({
  name: 'delete_cmdb_item',
  title: 'Delete a configuration item',
  description:
    'Delete a configuration item (CI) of the CMDB for good, with its relations. Without confirm nothing is deleted and what would be is shown. To delete an asset use delete_asset.',
  toolsets: ['cmdb'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.cmdb.READ', 'SDPOnDemand.cmdb.DELETE'],
  operations: ['cmdb.list', 'cmdb.get', 'cmdb.delete'],
  input: z.strictObject({ ci_type: ciTypeParam, item: ciParam, confirm }),
  output: z.object({ id: z.string(), name: z.string(), deleted: z.boolean() }),

  async handler({ ci_type, item, confirm: confirmed }, context) {
    const ci = ciView(await context.sdp.cmdb.get(ci_type, item));
    await context.confirm({
      confirmed,
      action: 'Delete a configuration item for good',
      preview: paragraphs(ci.name, ciText({ ...ci, description: undefined }, new Fence())),
    });
    await context.sdp.cmdb.remove(ci_type, ci.id);
    return { id: ci.id, name: ci.name, deleted: true };
  },

  markdown: ({ id, name }) => `Deleted the configuration item ${inline(name)} (id ${id}).`,
});
