import { z } from 'zod';

import { cleanLine } from '../../text/clean-text.js';
import { Fence } from '../../text/fence.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { ciText, ciView, CiView } from '../../views/ci.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { ciParam, ciTypeParam } from './ci-params.js';

/** Relations shown; an item with more of them is looked at in the browser. */
const SHOWN = 100;

const Relation = z.object({ kind: z.string(), name: z.string(), id: z.string(), type: z.string().optional() });

export const getCmdbItem = defineSdpTool({
  name: 'get_cmdb_item',
  title: 'Get a configuration item',
  description:
    'Read one configuration item (CI) of the CMDB: its attributes, and what it is related to, such as the servers a service runs on. To see which items of a type there are, use list_cmdb_items.',
  toolsets: ['cmdb'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.cmdb.READ'],
  operations: ['cmdb.list', 'cmdb.get', 'cmdb.relationships.list'],
  input: z.strictObject({ ci_type: ciTypeParam, item: ciParam }),
  output: CiView.extend({
    relations: z.array(Relation).optional(),
    more_relations: z.boolean().optional(),
    missing_parts: z.array(MissingPart),
  }),

  async handler({ ci_type, item }, { sdp, signal }) {
    const ci = await sdp.cmdb.get(ci_type, item);
    const parts = new Parts(signal);
    const page = await parts.read('relations', sdp.cmdb.relations(ci_type, ci.id, { rowCount: SHOWN }));
    return {
      ...ciView(ci),
      ...(page && {
        relations: page.rows.map(({ kind, name, id, type }) => ({
          kind: cleanLine(kind, 80),
          name: cleanLine(name, 250),
          id,
          ...(type === null ? {} : { type: cleanLine(type, 80) }),
        })),
        more_relations: page.hasMore,
      }),
      missing_parts: parts.missing,
    };
  },

  markdown(output) {
    const { relations = [], more_relations: more, missing_parts } = output;
    const lines = relations.map(
      ({ kind, name, type }) =>
        `- ${inline(kind, 80)}: ${inline(name)}${type === undefined ? '' : ` (${inline(type)})`}`,
    );
    return paragraphs(
      `Configuration item ${inline(output.name)}`,
      ciText(output, new Fence()),
      lines.length > 0 ? `Relations:\n${lines.join('\n')}` : undefined,
      more ? `Only the first ${SHOWN} relations are shown.` : undefined,
      missingText(missing_parts),
      UNTRUSTED_NOTICE,
    );
  },
});
