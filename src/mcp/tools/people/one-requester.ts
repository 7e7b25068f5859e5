import type { SdpUser } from '../../../sdp-api/people/user.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';

/**
 * The person that a name, mail address or id means, read anew.
 *
 * @throws UnknownNameError, AmbiguousNameError; SdpScopeMissingError when the directory may not be read
 */
export async function oneRequester(sdp: SdpApi, text: string): Promise<SdpUser> {
  const { id } = await sdp.lookups.requester(text);
  if (id !== undefined) return sdp.requesters.get(id);
  // Without an id the directory is closed to this person; asking it tells why.
  const [person] = await sdp.requesters.find(text);
  if (person) return person;
  throw new UnknownNameError('requester', text, [], []);
}
