import type { SdpSettings } from '../settings.js';
import type { PersonRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { failures, SdpPage } from '../wire/failure.js';

/** Who an access token speaks for; undefined when it is not alive. */
export type Introspect = (accessToken: string) => { user: string; scopes: readonly string[] } | undefined;

export interface Caller {
  readonly person: PersonRow;
  readonly token: string;
  readonly scopes: readonly string[];
}

/**
 * The person behind `Zoho-oauthtoken <token>` or `Bearer <token>` (reference B.2). A token in the query does not
 * count. A person this portal does not know is refused like a dead token (reference B.8.3).
 *
 * @throws SdpFailure or SdpPage
 */
export function authenticate(
  authorization: string,
  portal: { introspect: Introspect; store: SdpStore; settings: SdpSettings },
): Caller {
  const token = /^(?:zoho-oauthtoken|bearer)\s+(\S+)$/i.exec(authorization)?.[1];
  const identity = token === undefined ? undefined : portal.introspect(token);
  const person = identity && portal.store.personByMail(identity.user);
  if (token === undefined || !identity || !person) {
    throw portal.settings.unauthorisedBody === 'envelope' ? failures.unauthorised() : new SdpPage(401, 'Zoho Accounts');
  }
  return { person, token, scopes: identity.scopes };
}
