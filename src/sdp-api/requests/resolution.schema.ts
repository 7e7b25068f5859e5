import { z } from 'zod';
import { userOf } from '../people/user.schema.js';
import { timeOf } from '../wire/values.js';
import { WireAttachment, WireResolution } from './wire-request.schema.js';

/** Answer of `/requests/{id}/resolutions`; everything in it is null or empty when nothing is stored. */
export const ResolutionContent = z.object({
  resolution: WireResolution.extend({ resolution_attachments: z.array(WireAttachment).nullish() }).transform(
    ({ content, submitted_on, submitted_by, resolution_attachments }) => ({
      content: content ?? null,
      submitted_on: timeOf(submitted_on),
      submitted_by: userOf(submitted_by),
      resolution_attachments: resolution_attachments ?? [],
    }),
  ),
});
