import type { RequestFields } from '../../../sdp-api/requests/request-fields.js';
import { SdpFieldRefusedError } from '../../../sdp-api/sdp-input.errors.js';

/** Said to the caller when the priority was left out. */
export const PRIORITY_NOT_SET =
  'Priority was not set: this portal computes it from urgency and impact. Set those to change it.';

/**
 * Writes, and when SDP refuses the priority because the portal computes it, writes once more without it. The repeat
 * is safe: SDP answered the first write with a refusal, so nothing of it was done.
 */
export async function withoutRefusedPriority<T>(
  fields: RequestFields,
  write: (fields: RequestFields) => Promise<T>,
): Promise<{ readonly result: T; readonly warnings: string[] }> {
  try {
    return { result: await write(fields), warnings: [] };
  } catch (error) {
    const { priority, ...rest } = fields;
    const refused = error instanceof SdpFieldRefusedError && error.field === 'priority' && priority !== undefined;
    if (!refused || Object.keys(rest).length === 0) throw error;
    return { result: await write(rest), warnings: [PRIORITY_NOT_SET] };
  }
}
