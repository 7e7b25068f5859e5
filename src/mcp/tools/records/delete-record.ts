import { z } from 'zod';

import { inline } from '../../text/markdown.js';
import { recordRowOf } from '../../views/record.view.js';
import { defineSdpTool, type SdpTool } from '../define-tool.js';
import { confirm } from '../params.js';
import { recordId } from './record-params.js';
import { idParamOf, type RecordToolset } from './record-toolset.js';

/** The tool that deletes a record of a module, after the person has agreed. */
export function deleteRecord(toolset: RecordToolset, { description }: { readonly description: string }): SdpTool {
  const { module, parent } = toolset;
  const { noun, entity, collection } = module;
  return defineSdpTool({
    name: `delete_${entity}`,
    title: `Delete a ${noun}`,
    description,
    toolsets: [toolset.toolset],
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    scopes: [`${toolset.scope}.READ`, `${toolset.scope}.DELETE`],
    operations: [`${collection}.get`, `${collection}.delete`],
    input: z.strictObject({ ...recordId(toolset), confirm }),
    output: z.object({ number: z.string().optional(), id: z.string(), title: z.string(), deleted: z.boolean() }),

    async handler(input, context) {
      const { sdp } = context;
      const args: Record<string, unknown> = input;
      await sdp.records(module).expectOffered();
      const { id } = await sdp.parents.resolve(parent, String(args[idParamOf(toolset)]));
      const records = sdp.records(module);
      const { number, title, status } = recordRowOf(module, await records.get(id)) as Record<
        string,
        string | undefined
      >;
      await context.confirm({
        confirmed: args['confirm'] === true,
        action: `Delete the ${noun} ${number ?? id}`,
        preview: [title, status && `Status: ${status}`].filter(Boolean).join('\n'),
      });
      await records.remove(id);
      return { ...(number === undefined ? {} : { number }), id, title: title ?? '', deleted: true };
    },

    markdown: ({ number, id, title }) => `Deleted ${noun} ${inline(number ?? id)}: ${inline(title, 250)}.`,
  });
}
