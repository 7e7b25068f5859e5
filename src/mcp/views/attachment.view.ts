import { z } from 'zod';

import type { SdpAttachment } from '../../sdp-api/attachments/attachment.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';

/** A file on a record. */
export const AttachmentView = z.object({
  id: z.string(),
  name: z.string(),
  size_bytes: z.number().optional(),
  /** What its sender called it; not checked. */
  claimed_type: z.string().optional(),
});

export type AttachmentView = z.output<typeof AttachmentView>;

export function attachmentView({ id, name, size, content_type: type }: SdpAttachment): AttachmentView {
  return {
    id,
    name: cleanLine(name ?? 'unnamed', 200),
    ...(size !== null && { size_bytes: size }),
    ...(type !== null && { claimed_type: cleanLine(type, 100) }),
  };
}

/** `- plan.pdf, 120 kB (attachment 123…)` */
export function attachmentLine({ id, name, size_bytes: size }: AttachmentView): string {
  return `- ${inline(name, 200)}${size === undefined ? '' : `, ${sizeText(size)}`} (attachment ${id})`;
}

/** `512 B`, `120 kB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
