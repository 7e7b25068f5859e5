import type { SdpConnection } from '../sdp-connection.js';
import { readEnvelope } from './envelope.js';
import { toFailure } from './failure.js';
import type { Operation } from './operation.js';
import { SickUpstreamError } from './sick-upstream.error.js';
import { operationUrl } from './sdp-url.js';
import type { Answer, OutgoingRequest } from './transport.js';

/** Without it SDP answers 415 or its login page (ManageEngine SDP Cloud API v3, "Headers"). */
const ACCEPT = 'application/vnd.manageengine.sdp.v3+json';

/** An operation as an HTTP request. The token goes into the header only, never into an address. */
export function toRequest(
  { method, path, input }: Pick<Operation<unknown>, 'method' | 'path' | 'input'>,
  { baseUrl, portal, accessToken }: { baseUrl: string; portal: string | undefined; accessToken: string },
): OutgoingRequest {
  const inputData = input === undefined ? undefined : JSON.stringify(input);
  const headers = { authorization: `Zoho-oauthtoken ${accessToken}`, accept: ACCEPT };
  if (method === 'GET' || method === 'DELETE') {
    return { method, url: operationUrl(baseUrl, portal, path, inputData), headers };
  }
  return {
    method,
    url: operationUrl(baseUrl, portal, path),
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: inputData === undefined ? '' : new URLSearchParams({ input_data: inputData }).toString(),
  };
}

/**
 * What an answer holds. @throws what `toFailure` makes of a refusal, SickUpstreamError when it cannot be read
 */
export function readAnswer<T>(answer: Answer, operation: Operation<T>, { portal }: Pick<SdpConnection, 'portal'>): T {
  const envelope = readEnvelope(answer.body);
  const accepted = answer.status >= 200 && answer.status < 300;
  // A page instead of JSON under 2xx is a login or captive page in front of SDP.
  if (accepted && !envelope && !answer.body.includes('URL_ROLLING_THROTTLES')) {
    throw new SickUpstreamError('unreadable', { status: answer.status });
  }
  if (!accepted || envelope === undefined || envelope.failed) throw toFailure(answer, envelope, { operation, portal });

  const parsed = operation.answer.safeParse(envelope.json);
  // SDP is well, and others read its answers: this does not count against the circuit.
  if (!parsed.success) {
    throw new SickUpstreamError('unreadable', { status: answer.status, counts: false, cause: parsed.error });
  }
  return parsed.data;
}
