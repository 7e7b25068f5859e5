import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { cleanLine } from '../../text/clean-text.js';
import { Fence } from '../../text/fence.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { ciText, ciView, CiView } from '../../views/ci.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { idempotencyKey, longText, shortText } from '../params.js';
import { attributesOf, attributesParam, ciTypeParam } from './ci-params.js';

export const createCmdbItem = defineSdpTool({
  name: 'create_cmdb_item',
  title: 'Create a configuration item',
  description:
    'Add a configuration item (CI) to the CMDB, of a type the portal has. Look first whether it is there: list_cmdb_items. For things with a price and an owner, use create_asset.',
  toolsets: ['cmdb'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: ['SDPOnDemand.cmdb.READ', 'SDPOnDemand.cmdb.CREATE'],
  operations: ['cmdb.list', 'cmdb.get', 'cmdb.create'],
  input: z.strictObject({
    ci_type: ciTypeParam,
    name: shortText('Name, one line'),
    description: longText('Description').optional(),
    attributes: attributesParam.optional(),
    idempotencyKey,
  }),
  output: CiView,

  async handler({ ci_type, name, description, attributes }, { sdp }) {
    const values = await attributesOf(attributes, ci_type, sdp);
    const made = await sdp.cmdb.create(ci_type, {
      name: cleanLine(name),
      ...(description === undefined ? {} : { description: htmlFromText(description) }),
      ...(values && { attributes: values }),
    });
    return ciView(made);
  },

  write: {
    keep: ({ id }) => ({ id }),
    async restore(kept, { ci_type }, { sdp }) {
      const { id } = z.object({ id: z.string() }).parse(kept);
      return ciView(await sdp.cmdb.get(ci_type, id));
    },
    // Items do not say when they were made, so one of this name may be older than the call.
    find: () => Promise.resolve(undefined),
  },
  markdown: (ci) =>
    paragraphs(`Created the configuration item ${inline(ci.name)}.`, ciText(ci, new Fence()), UNTRUSTED_NOTICE),
});
