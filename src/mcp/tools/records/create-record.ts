import { z } from 'zod';

import type { RecordView } from '../../views/record.view.js';
import { defineSdpTool, type SdpTool } from '../define-tool.js';
import { idempotencyKey, timeZone } from '../params.js';
import { withRecordFieldHelp } from './record-field-help.js';
import { paramOf } from './record-params.js';
import { argOf, ownFieldsParam, type RecordToolset, writtenIn } from './record-toolset.js';
import { resolveRecord } from './resolve-record.js';
import { notAsAsked, writtenRecord, writtenSchema, writtenText } from './written-record.js';

const Kept = z.object({ id: z.string() });

/** The tool that creates a record of a module. */
export function createRecord(
  toolset: RecordToolset,
  { description, needs = ['title'] }: { readonly description: string; readonly needs?: readonly string[] },
): SdpTool {
  const { module } = toolset;
  const { noun, entity, collection } = module;
  const params = writtenIn(toolset, 'create').map(([name, field]) => {
    const param = paramOf(name, field, toolset.says?.[name]);
    return [argOf(toolset, name), needs.includes(name) ? param : param.optional()];
  });
  // What not every portal has, and what does not say when it was made, is looked for before it is made.
  const looksFirst = module.optional === true || module.undated === true;
  return defineSdpTool({
    name: `create_${entity}`,
    title: `Create a ${noun}`,
    description,
    toolsets: [toolset.toolset],
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    scopes: [...(looksFirst ? [`${toolset.scope}.READ`] : []), `${toolset.scope}.CREATE`],
    operations: [...(looksFirst ? [`${collection}.list`] : []), `${collection}.create`],
    input: z.strictObject({
      ...Object.fromEntries(params),
      ...ownFieldsParam(toolset),
      time_zone: timeZone,
      idempotencyKey,
    }),
    output: writtenSchema(toolset),

    async handler(input, { sdp, clock }) {
      const changes = await resolveRecord(toolset, input, { sdp, now: clock.now() });
      const records = sdp.records(module);
      const record = await withRecordFieldHelp(sdp, module, () => records.create(changes));
      return writtenRecord(toolset, record, notAsAsked(record, records.notAsWanted(record, changes), module.fields));
    },

    write: {
      keep: (output) => ({ id: String(output['id']) }),
      async restore(kept, _input, { sdp }) {
        return writtenRecord(toolset, await sdp.records(module).get(Kept.parse(kept).id));
      },
      async find(input, { sdp, clock }, sentAt) {
        const changes = await resolveRecord(
          toolset,
          { [argOf(toolset, 'title')]: input[argOf(toolset, 'title')] },
          { sdp, now: clock.now() },
        );
        const found = await sdp.records(module).findCreated(changes, sentAt);
        return found && { id: found.id };
      },
    },
    markdown: (output) => writtenText(toolset, `Created ${noun}`, output as unknown as RecordView),
  });
}
