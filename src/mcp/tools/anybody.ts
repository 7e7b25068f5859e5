import type { UserRef } from '../../sdp-api/people/user.schema.js';
import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { UnknownNameError } from '../../sdp-api/sdp-input.errors.js';

/** A technician or a requester by name; technicians are looked for first. @throws UnknownNameError, AmbiguousNameError */
export async function anybody(name: string, { lookups }: Pick<SdpApi, 'lookups'>): Promise<UserRef> {
  try {
    return await lookups.technician(name);
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    return lookups.requester(name);
  }
}
