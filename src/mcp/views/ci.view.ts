import { z } from 'zod';

import type { Ci } from '../../sdp-api/cmdb/ci.schema.js';
import { wordsOf } from '../../sdp-api/cmdb/cmdb.api.js';
import { cleanLine } from '../text/clean-text.js';
import type { Fence } from '../text/fence.js';
import { facts, inline, paragraphs, table } from '../text/markdown.js';
import { TicketText, ticketText } from '../text/ticket-text.js';

/** Attributes shown of one item. */
const SHOWN_ATTRIBUTES = 60;
const MAX_DESCRIPTION = 4_000;

/** A configuration item; attributes without a value are left out. */
export const CiView = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().optional(),
  description: TicketText.optional(),
  attributes: z.array(z.object({ name: z.string(), key: z.string(), value: z.string() })),
});

export type CiView = z.output<typeof CiView>;

export function ciView({ id, name, type, description, attributes }: Ci): z.input<typeof CiView> {
  const text = ticketText(description, { max: MAX_DESCRIPTION, trim: false });
  return {
    id,
    name: cleanLine(name, 250),
    ...(type === null ? {} : { type: cleanLine(type, 80) }),
    ...(text === null ? {} : { description: text }),
    attributes: Object.entries(attributes)
      .slice(0, SHOWN_ATTRIBUTES)
      .map(([key, value]) => ({
        name: cleanLine(wordsOf(key), 80),
        key: cleanLine(key, 120),
        value: cleanLine(value, 250),
      })),
  };
}

export function cisTable(rows: readonly CiView[]): string {
  return table(
    ['Name', 'Attributes', 'Id'],
    rows.map(({ name, attributes, id }) => [
      inline(name, 100),
      attributes
        .slice(0, 4)
        .map((one) => `${inline(one.name, 40)}: ${inline(one.value, 60)}`)
        .join(', ') || '–',
      id,
    ]),
  );
}

/** @param fence of the answer */
export function ciText({ id, type, attributes, description }: CiView, fence: Fence): string {
  return paragraphs(
    facts([
      ['Type', type === undefined ? undefined : inline(type)],
      ...attributes.map(({ name, value }) => [inline(name, 80), inline(value, 250)] as const),
      ['Id', id],
    ]),
    description && fence.around(description.untrusted_text, 'description'),
  );
}
