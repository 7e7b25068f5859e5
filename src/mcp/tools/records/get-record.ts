import { z } from 'zod';

import { type ParentRef } from '../../../sdp-api/records/parent-ref.js';
import type { SdpRecord } from '../../../sdp-api/records/record-module.js';
import { Fence } from '../../text/fence.js';
import { paragraphs } from '../../text/markdown.js';
import { recordDetail, recordDetailOf, recordText, type RecordView } from '../../views/record.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool, type SdpTool, type SdpToolContext } from '../define-tool.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { recordId } from './record-params.js';
import { idParamOf, type RecordToolset } from './record-toolset.js';

/** What a module shows of a record beside its fields: notes, milestones, approvals. A part that fails is named. */
export interface RecordPart<T extends z.ZodType = z.ZodType> {
  /** Its key in the answer. */
  readonly key: string;
  readonly schema: T;
  /** Names of the operations it sends. */
  readonly operations: readonly string[];
  /** Undefined where there is nothing to read. */
  read(parent: ParentRef, record: SdpRecord, context: SdpToolContext): Promise<z.input<T> | undefined>;
  text(part: z.output<T>, fence: Fence): string | undefined;
}

/** Helps TypeScript see the shape of a part. */
export function recordPart<T extends z.ZodType>(part: RecordPart<T>): RecordPart {
  return part;
}

/** The tool that reads one record of a module. */
export function getRecord(
  toolset: RecordToolset,
  { description, parts = [] }: { readonly description: string; readonly parts?: readonly RecordPart[] },
): SdpTool {
  const { module, parent } = toolset;
  const { noun, collection, entity } = module;
  return defineSdpTool({
    name: `get_${entity}`,
    title: `Get a ${noun}`,
    description,
    toolsets: [toolset.toolset],
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scopes: [`${toolset.scope}.READ`],
    operations: [`${collection}.get`, ...parts.flatMap(({ operations }) => operations)],
    input: z.strictObject(recordId(toolset)),
    output: recordDetail(module).extend({
      ...Object.fromEntries(parts.map(({ key, schema }) => [key, schema.optional()])),
      missing_parts: z.array(MissingPart),
    }),

    async handler(input, context) {
      const { sdp, signal } = context;
      await sdp.records(module).expectOffered();
      const ref = await sdp.parents.resolve(parent, String(input[idParamOf(toolset)]));
      const record = await sdp.records(module).get(ref.id);
      const reading = new Parts(signal);
      const labels = sdp.fields.labels(module.collection, record.udfFields);
      const read = await Promise.all(
        parts.map(async (part) => {
          const value = await reading.read(part.key.replaceAll('_', ' '), part.read(ref, record, context));
          return [part.key, value] as const;
        }),
      );
      return {
        ...recordDetailOf(module, record, await labels),
        ...Object.fromEntries(read.filter(([, value]) => value !== undefined)),
        missing_parts: reading.missing,
      };
    },

    markdown(output) {
      const fence = new Fence();
      const view = output as unknown as RecordView;
      return paragraphs(
        ...recordText(module, view, fence),
        ...parts.map((part) => {
          const value: unknown = view[part.key];
          return value === undefined ? undefined : part.text(value, fence);
        }),
        missingText(output['missing_parts'] as MissingPart[]),
        UNTRUSTED_NOTICE,
      );
    },
  });
}
