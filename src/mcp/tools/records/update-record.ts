import { z } from 'zod';

import type { RecordChanges, SdpRecord } from '../../../sdp-api/records/record-module.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { Fence } from '../../text/fence.js';
import { paragraphs } from '../../text/markdown.js';
import { TicketText, ticketText } from '../../text/ticket-text.js';
import { changesText, FieldChange } from '../../views/field-changes.view.js';
import { ownFieldChanges } from '../../views/own-fields.view.js';
import { lineOf, type RecordView } from '../../views/record.view.js';
import { defineSdpTool, type SdpTool, type SdpToolContext } from '../define-tool.js';
import { timeZone } from '../params.js';
import { ToolInputError } from '../tool.errors.js';
import { withRecordFieldHelp } from './record-field-help.js';
import { paramOf, recordId } from './record-params.js';
import { argOf, idParamOf, ownFieldsParam, type RecordToolset, writtenIn } from './record-toolset.js';
import { type RecordArgs, resolveRecord } from './resolve-record.js';
import { notAsAsked, writtenRecord, writtenSchema, writtenText } from './written-record.js';

/** Longest former text that goes with the answer, in characters. */
const MAX_FORMER = 4_000;

const FormerText = z.object({ field: z.string(), text: TicketText });

/** The tool that changes a record of a module. */
export function updateRecord(
  toolset: RecordToolset,
  {
    description,
    title = `Update a ${toolset.module.noun}`,
    fixed = ['title'],
  }: { readonly description: string; readonly title?: string; readonly fixed?: readonly string[] },
): SdpTool {
  const { module } = toolset;
  const { noun, entity, collection } = module;
  const written = writtenIn(toolset, 'update');
  const params = written.map(([name, field]) => [
    argOf(toolset, name),
    paramOf(name, field, toolset.says?.[name]).optional(),
  ]);
  const [first = '', ...others] = written
    .filter(([name, { kind, event }]) => !fixed.includes(name) && kind !== 'flag' && event !== true)
    .map(([name]) => name);
  return defineSdpTool({
    name: `update_${entity}`,
    title,
    description,
    toolsets: [toolset.toolset],
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scopes: [`${toolset.scope}.READ`, `${toolset.scope}.UPDATE`],
    operations: [`${collection}.get`, `${collection}.update`],
    input: z.strictObject({
      ...recordId(toolset),
      ...Object.fromEntries(params),
      ...ownFieldsParam(toolset),
      time_zone: timeZone,
      clear_fields: z
        .array(z.enum([first, ...others]))
        .max(40)
        .default([])
        .describe('Fields to empty'),
    }),
    output: writtenSchema(toolset).extend({ changes: z.array(FieldChange), former_texts: z.array(FormerText) }),

    async handler(input, context) {
      const { sdp } = context;
      const { before, changes } = await wantedChange(toolset, input, context);
      const records = sdp.records(module);
      const after = await withRecordFieldHelp(sdp, module, () => records.update(before.id, changes));
      return {
        ...writtenRecord(toolset, after, notAsAsked(after, records.notAsWanted(after, changes), module.fields)),
        changes: [
          ...changesOf(toolset, before, after),
          ...(await ownChanges([before, after], changes.udfFields, toolset, sdp)),
        ],
        former_texts: formerTexts(toolset, before, after),
      };
    },

    write: {
      keep: (output) => ({ id: String(output['id']) }),
      async find(input, context) {
        const { before, changes } = await wantedChange(toolset, input, context);
        const found = await context.sdp.records(module).findUpdated(before.id, changes);
        return found && { id: found.id };
      },
    },

    markdown(output) {
      const { changes, former_texts: former } = output as unknown as {
        changes: FieldChange[];
        former_texts: z.output<typeof FormerText>[];
      };
      const fence = new Fence();
      const nothing = changes.length === 0 && former.length === 0;
      return writtenText(
        toolset,
        nothing ? `No shown field is different now of ${noun}` : `Changed ${noun}`,
        output as unknown as RecordView,
        paragraphs(
          changesText(changes),
          ...former.map(({ field, text }) =>
            paragraphs(`- ${field}: replaced`, fence.around(text.untrusted_text, `former ${field}`)),
          ),
        ),
      );
    },
  });
}

/** What is to be written, and the record as it is. @throws ToolInputError when nothing is to be changed */
async function wantedChange(
  toolset: RecordToolset,
  args: RecordArgs,
  { sdp, clock }: SdpToolContext,
): Promise<{ before: SdpRecord; changes: RecordChanges }> {
  const idParam = idParamOf(toolset);
  await sdp.records(toolset.module).expectOffered();
  const { id } = await sdp.parents.resolve(toolset.parent, String(args[idParam]));
  const before = await sdp.records(toolset.module).get(id);
  const { values, udfFields: own } = await resolveRecord(toolset, args, { sdp, now: clock.now(), present: before });
  const clear = args['clear_fields'] as readonly string[];
  const both = clear.filter((name) => values[name] !== undefined);
  if (both.length > 0) {
    throw new ToolInputError(`${both.join(', ')} cannot be set and emptied at once.`, 'Do one of the two.');
  }
  const all = { ...values, ...Object.fromEntries(clear.map((name) => [name, null])) };
  if (Object.keys(all).length === 0 && own === undefined) {
    throw new ToolInputError('There is nothing to change.', `Give at least one field besides ${idParam}.`);
  }
  return { before, changes: { values: all, udfFields: own } };
}

function changesOf({ module }: RecordToolset, before: SdpRecord, after: SdpRecord): FieldChange[] {
  return Object.entries(module.fields).flatMap(([name, field]) => {
    const [was, is] = [lineOf(before, name, field), lineOf(after, name, field)];
    if (was === is) return [];
    return [{ field: name, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

async function ownChanges(
  [{ udfFields: was }, { udfFields: is }]: readonly [SdpRecord, SdpRecord],
  asked: RecordChanges['udfFields'],
  { module }: RecordToolset,
  { fields }: SdpApi,
): Promise<FieldChange[]> {
  if (asked === undefined) return [];
  return ownFieldChanges([was, is], Object.keys(asked), await fields.labels(module.collection, was, is));
}

/** Texts that were replaced or emptied, so that they can be put back. */
function formerTexts({ module }: RecordToolset, before: SdpRecord, after: SdpRecord): z.input<typeof FormerText>[] {
  return Object.entries(module.fields).flatMap(([name, { kind }]) => {
    const [was, is] = [before.values[name], after.values[name]];
    if (kind !== 'html' || was === is) return [];
    const text = ticketText(was as string | null, { max: MAX_FORMER, trim: false });
    return text === null ? [{ field: name, text: EMPTY }] : [{ field: name, text }];
  });
}

const EMPTY: z.input<typeof TicketText> = { untrusted_text: '', characters_left: 0, quoted_characters_cut: 0 };
