import type { SdpConnection } from '../sdp-connection.js';
import { type BinaryContent, BinaryReader } from './binary-content.js';
import { readEnvelope } from './envelope.js';
import { toFailure } from './failure.js';
import { fileUrl } from './file-url.js';
import { multipart } from './multipart.js';
import type { Operation } from './operation.js';
import { SickUpstreamError } from './sick-upstream.error.js';
import { apiUrl, operationUrl } from './sdp-url.js';
import type { Answer, OutgoingRequest } from './transport.js';

/** Without it SDP answers 415 or its login page (ManageEngine SDP Cloud API v3, "Headers"). */
const ACCEPT = 'application/vnd.manageengine.sdp.v3+json';

/** An operation as an HTTP request. The token goes into the header only, never into an address. */
export function toRequest(
  operation: Pick<Operation<unknown>, 'method' | 'path' | 'input' | 'file' | 'fileUrl' | 'answer'>,
  { baseUrl, portal, accessToken }: { baseUrl: string; portal: string | undefined; accessToken: string },
): OutgoingRequest {
  const { method, path, input, file, fileUrl: named } = operation;
  const inputData = input === undefined ? undefined : JSON.stringify(input);
  const headers = { authorization: `Zoho-oauthtoken ${accessToken}`, accept: ACCEPT };
  if (operation.answer === BinaryReader) {
    const url = named === undefined ? operationUrl(baseUrl, portal, path) : fileUrl(apiUrl(baseUrl, portal), named);
    // A file is not of the API's own type; without that type in the list SDP answers 415.
    return { method, url, headers: { ...headers, accept: `${ACCEPT}, */*` }, binary: true };
  }
  if (method === 'GET' || method === 'DELETE') {
    return { method, url: operationUrl(baseUrl, portal, path, inputData), headers };
  }
  if (file) {
    const { contentType, body } = multipart(file);
    return {
      method,
      url: operationUrl(baseUrl, portal, path),
      headers: { ...headers, 'content-type': contentType },
      body,
    };
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
  const accepted = answer.status >= 200 && answer.status < 300;
  if (accepted && answer.content && !isRefusal(answer.content)) return parsed(operation, answer.content, answer.status);
  const envelope = readEnvelope(answer.body);
  // A page instead of JSON under 2xx is a login or captive page in front of SDP.
  if (accepted && !envelope && !answer.body.includes('URL_ROLLING_THROTTLES')) {
    throw new SickUpstreamError('unreadable', { status: answer.status });
  }
  if (!accepted || envelope === undefined || envelope.failed) throw toFailure(answer, envelope, { operation, portal });

  return parsed(operation, envelope.json, answer.status);
}

function parsed<T>({ answer }: Operation<T>, body: unknown, status: number): T {
  const read = answer.safeParse(body);
  // SDP is well, and others read its answers: this does not count against the circuit.
  if (!read.success) throw new SickUpstreamError('unreadable', { status, counts: false, cause: read.error });
  return read.data;
}

/** The longest refusal that is looked for in place of a file, in bytes. */
const LONGEST_REFUSAL = 20_000;

/** SDP's refusals come under HTTP 200 as well; a file that happens to be JSON is none. */
function isRefusal({ bytes, claimedType }: BinaryContent): boolean {
  if (bytes.length > LONGEST_REFUSAL || !(claimedType ?? '').includes('json')) return false;
  return readEnvelope(Buffer.from(bytes).toString('utf8'))?.failed === true;
}
