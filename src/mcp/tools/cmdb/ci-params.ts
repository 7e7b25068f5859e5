import { z } from 'zod';

import type { Ci } from '../../../sdp-api/cmdb/ci.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { quoted } from '../../text/markdown.js';
import { ToolInputError } from '../tool.errors.js';

const text = (most: number) => z.string().trim().min(1).max(most);

export const ciTypeParam = text(100).describe(
  'Type of configuration items: Windows server, virtual machine, switch, or its API name (ci_windows_server)',
);

export const ciParam = text(250).describe('The item: its whole name or long id');

export const attributesParam = z
  .object({})
  .catchall(z.string().max(2_000))
  .describe('Attributes in words or by key, such as serial number; an empty text empties one');

/** Attributes by full key. @throws UnknownNameError; ToolInputError when two name one attribute */
export async function attributesOf(
  given: Readonly<Record<string, string>> | undefined,
  type: string,
  { cmdb }: SdpApi,
  item?: Ci,
): Promise<Record<string, string | null> | undefined> {
  if (given === undefined || Object.keys(given).length === 0) return undefined;
  const known = [...(item ? [item] : []), ...(await cmdb.examples(type))];
  const values = new Map<string, string | null>();
  for (const [name, value] of Object.entries(given)) {
    const key = cmdb.attribute(type, name, known);
    if (values.has(key)) throw new ToolInputError(`${quoted(name)} is given twice.`, 'Give each attribute once.');
    values.set(key, value === '' ? null : cleanLine(value, 2_000));
  }
  return Object.fromEntries(values);
}
