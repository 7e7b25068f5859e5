import { z } from 'zod';

import type { RecordField, SdpRecord } from '../../../sdp-api/records/record-module.js';
import { facts, inline, paragraphs } from '../../text/markdown.js';
import { recordRow, recordRowOf, type RecordView } from '../../views/record.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import type { RecordToolset } from './record-toolset.js';

/** A record after something was written on it, and what did not go as asked. */
export function writtenSchema({ module }: RecordToolset): z.ZodObject {
  return recordRow(module).extend({ warnings: z.array(z.string()) });
}

export function writtenRecord({ module }: RecordToolset, record: SdpRecord, warnings: readonly string[] = []) {
  return { ...recordRowOf(module, record), warnings: [...warnings] };
}

/** What to say where SDP took a change and its rules made something else of it; empty when all is as asked. */
export function notAsAsked(record: SdpRecord, names: readonly string[], fields: Readonly<Record<string, RecordField>>) {
  if (names.length === 0) return [];
  const told = names.map((name) => {
    const value = record.values[name];
    const shown =
      fields[name]?.kind === 'lookup' && value ? ` is ${inline((value as { name: string | null }).name)}` : '';
    return `${name}${shown}`;
  });
  return [
    `ServiceDesk Plus took the change, and its rules left this different from what was asked: ${told.join(', ')}. Read the record before trying again.`,
  ];
}

/** @param done what was done, a phrase such as `Created problem` */
export function writtenText({ module, columns }: RecordToolset, done: string, view: RecordView, more?: string): string {
  const { number, id, title, warnings } = view as unknown as {
    number?: string;
    id: string;
    title: string;
    warnings: string[];
  };
  const named = columns.flatMap((name) => {
    const value = view[name];
    const kind = module.fields[name]?.kind;
    return typeof value === 'string' && kind !== 'time' && kind !== 'date'
      ? [[name.replaceAll('_', ' '), inline(value)] as const]
      : [];
  });
  return paragraphs(
    `${done} ${inline(number ?? id)}: ${inline(title, 250)}.`,
    more,
    facts([...named, ['id', id]]),
    ...warnings,
    UNTRUSTED_NOTICE,
  );
}
