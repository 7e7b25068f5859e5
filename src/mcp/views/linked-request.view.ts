import { z } from 'zod';

import type { SdpLink } from '../../sdp-api/links/links.api.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';
import { present } from './request-row.view.js';

/** A request that another one is linked to. */
export const LinkedRequest = z.object({
  id: z.string(),
  number: z.string().optional(),
  subject: z.string().optional(),
  untrusted_comment: z.string().optional(),
});

export type LinkedRequest = z.output<typeof LinkedRequest>;

export function linkedRequest({ id, number, subject, comments }: SdpLink): LinkedRequest {
  return {
    id,
    ...present({
      number: number === null ? undefined : cleanLine(number, 40),
      subject: subject === null ? undefined : cleanLine(subject),
      untrusted_comment: comments === null || comments === '' ? undefined : cleanLine(comments, 250),
    }),
  };
}

/** `- request 31230: Monitor flickers ("same switch")` */
export function linkedLine({ id, number, subject, untrusted_comment: said }: LinkedRequest): string {
  const words = said === undefined ? '' : ` ("${inline(said, 250)}")`;
  return `- request ${inline(number ?? id)}: ${inline(subject ?? null, 250)}${words}`;
}
