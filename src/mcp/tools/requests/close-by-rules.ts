import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import type { RequestClosure } from '../../../sdp-api/requests/request-fields.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { saying } from '../partly-done.js';
import { withFieldHelp } from './mandatory-fields.js';

/** How a caller wants requests closed. */
export interface ClosingWanted {
  readonly resolution?: string | undefined;
  readonly closure_comments?: string | undefined;
  readonly closure_code?: string | undefined;
  readonly requester_acknowledged?: boolean | undefined;
}

/** The same, as SDP takes it, and what is to be said of it. */
export interface Closing {
  /** HTML, stored before the request is closed. */
  readonly resolution: string | undefined;
  readonly closure: RequestClosure;
  readonly warnings: readonly string[];
}

/** @throws UnknownNameError with the closest closure codes */
export async function closingFor(wanted: ClosingWanted, sdp: SdpApi): Promise<Closing> {
  const { resolution, closure_comments: comments, requester_acknowledged: acknowledged } = wanted;
  const { code, warnings } = await closureCode(wanted.closure_code, sdp);
  return {
    resolution: resolution === undefined ? undefined : htmlFromText(resolution),
    closure: {
      ...(code && { closureCode: code }),
      ...(comments === undefined ? {} : { comments }),
      ...(acknowledged === undefined ? {} : { requesterAcknowledged: acknowledged }),
    },
    warnings,
  };
}

/**
 * Stores the resolution and closes, in this order: portals that demand a resolution look for a stored one.
 *
 * @throws MandatoryFieldsError with what the closing rules want, SdpNotClosedError when SDP left it open,
 * PartlyDoneError when the resolution was stored before
 */
export async function closeByRules(
  sdp: SdpApi,
  before: SdpRequest,
  { resolution, closure }: Closing,
): Promise<SdpRequest> {
  if (resolution !== undefined) await sdp.requests.setResolution(before.id, resolution);
  return saying(resolution === undefined ? undefined : 'The resolution was stored.', () =>
    withFieldHelp(sdp, before, () => sdp.requests.close(before.id, closure)),
  );
}

/** Names that a ticket which was solved is closed with, where a portal has none called "Resolved". */
const SOLVED = ['Success', 'Completed'];

/** A portal without closure codes closes without one. @throws UnknownNameError with the closest codes */
async function closureCode(
  given: string | undefined,
  { metadata, lookups }: SdpApi,
): Promise<{ readonly code?: LookupRef; readonly warnings: string[] }> {
  if (given === undefined) return { warnings: [] };
  const { rows, source } = await metadata.read('request_closure_codes');
  if (rows.length === 0 && source === 'list') {
    return { warnings: ['This portal has no closure codes, so it was closed without one.'] };
  }
  const names = new Set(rows.map(({ name }) => name));
  const solved = SOLVED.find((name) => names.has(name));
  if (/^(?:resolved|solved|fixed)$/i.test(given) && !names.has('Resolved') && solved !== undefined) {
    return {
      code: await lookups.closureCode(solved),
      warnings: [`The closure code is ${solved}: there is no ${given}.`],
    };
  }
  return { code: await lookups.closureCode(given), warnings: [] };
}
