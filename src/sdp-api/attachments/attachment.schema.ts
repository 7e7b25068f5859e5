import { z } from 'zod';
import type { ParentModule } from '../records/parent-ref.js';
import { WireId, WireText } from '../wire/values.js';

/** Modules whose records have attachments. */
export const ATTACHMENT_MODULES = [
  'request',
  'problem',
  'change',
  'release',
  'project',
  'task',
  'solution',
] as const satisfies readonly ParentModule[];

/** A file on a record; null is what the portal does not tell. `url` may be relative to the API or to the host. */
export const SdpAttachment = z
  .object({
    id: WireId,
    name: WireText,
    size: z.union([z.string(), z.number()]).nullish(),
    content_type: WireText,
    content_url: WireText,
  })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name ?? null,
    size: sizeOf(wire.size),
    content_type: wire.content_type ?? null,
    content_url: wire.content_url ?? null,
  }));

export type SdpAttachment = z.output<typeof SdpAttachment>;

function sizeOf(wire: string | number | null | undefined): number | null {
  const size = typeof wire === 'string' && /^\d{1,15}$/.test(wire) ? Number(wire) : wire;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null;
}
