import {
  type SdpApiError,
  SdpForbiddenError,
  SdpNotFoundError,
  SdpPortalUnknownError,
  SdpRateLimitedError,
  SdpScopeMissingError,
} from '../sdp-api.errors.js';
import { SdpFieldRefusedError, SdpInvalidInputError, SdpMandatoryMissingError } from '../sdp-input.errors.js';
import type { Complaint, Envelope } from './envelope.js';
import { neededScope } from './needed-scope.js';
import type { Operation } from './operation.js';
import { SickUpstreamError } from './sick-upstream.error.js';
import type { Answer } from './transport.js';
import { isId } from './sdp-url.js';

/** SDP refused the token; whether a new one would help is for `send` to find out. Stays inside `http/`. */
export class TokenRefusedError extends Error {
  /** @param page an HTML page, as gateways also send for paths that do not exist */
  constructor(readonly page: boolean) {
    super('401');
    this.name = new.target.name;
  }
}

/** Without `Retry-After`: how long a connection is left alone after SDP's rate limit. SDP publishes no figure. */
const DEFAULT_COOL_DOWN_MS = 60_000;

/** What each code means (manageengine.com "Common error codes" of API v3), in our words. */
const REASONS: Readonly<Record<number, string>> = {
  4001: 'ServiceDesk Plus does not accept these values: they do not exist in this portal or may not be set by you',
  4005: 'It cannot be deleted because other records use it',
  4008: 'The value is already used and must be unique',
  4016: 'The times do not fit together',
  4021: 'The value has the wrong type',
  7001: 'The edition of this portal does not include this',
};

const EXTRA_KEY = 'EXTRA_KEY_FOUND_IN_JSON';

export interface FailureContext {
  readonly operation: Pick<Operation<unknown>, 'method' | 'path'>;
  readonly portal: string | undefined;
}

/**
 * The one place that turns a refusal of SDP into an error. The body is asked before the status: codes and a few known
 * texts are more exact, and failures are also sent under HTTP 200.
 */
export function toFailure(
  answer: Answer,
  envelope: Envelope | undefined,
  { operation, portal }: FailureContext,
): SdpApiError | SickUpstreamError | TokenRefusedError {
  const { status } = answer;
  const complaints = envelope?.complaints ?? [];
  const options = { upstreamStatus: status };
  const says = (code: number) => complaints.some((complaint) => complaint.code === code);
  const named = fieldsOf(complaints);

  if (status === 429 || says(4015) || answer.body.includes('URL_ROLLING_THROTTLES')) {
    return new SdpRateLimitedError((answer.retryAfterMs ?? DEFAULT_COOL_DOWN_MS) / 1000, options);
  }
  if (answer.body.includes('OAUTH_SCOPE_MISMATCH')) return new SdpScopeMissingError(neededScope(operation), options);
  if (status === 401 || (status < 300 && complaints.some(({ text }) => text === 'UNAUTHORISED'))) {
    return new TokenRefusedError(envelope === undefined);
  }
  if (status >= 500 || says(4004)) {
    return new SickUpstreamError('failing', {
      status,
      ...(answer.retryAfterMs && { retryAfterMs: answer.retryAfterMs }),
    });
  }
  if (status >= 300 && status < 400) return new SdpPortalUnknownError(portal, options);
  if (says(4012)) return new SdpMandatoryMissingError(named, options);
  if (status === 404 || says(4007) || isUnknownId(complaints, operation) || (status === 400 && !envelope)) {
    return isHome(operation)
      ? new SdpPortalUnknownError(portal, options)
      : new SdpNotFoundError(nameOf(operation), options);
  }
  const [field] = named;
  if (field !== undefined && (says(4009) || says(4014) || cannotGive(complaints))) {
    return new SdpFieldRefusedError(field, options);
  }
  if (status === 403 || says(4002)) return new SdpForbiddenError(options);
  return new SdpInvalidInputError(named, reasonFor(complaints), options);
}

function fieldsOf(complaints: readonly Complaint[]): string[] {
  return [...new Set(complaints.flatMap(({ fields }) => fields))];
}

function cannotGive(complaints: readonly Complaint[]): boolean {
  return complaints.some(({ text }) => text.startsWith('Cannot give value for'));
}

/** `/requests` is in every portal: when it is missing, so is the portal. */
function isHome({ path }: FailureContext['operation']): boolean {
  return path.length === 1 && path[0] === 'requests';
}

/** Some portals answer 4001 instead of 4007 to an id in the path that does not exist. */
function isUnknownId(complaints: readonly Complaint[], { method, path }: FailureContext['operation']): boolean {
  if (!path.some(isId) || !complaints.some(({ code }) => code === 4001)) return false;
  const fields = fieldsOf(complaints);
  return method === 'GET' ? fields.every((field) => field === 'id') : fields.length === 1 && fields[0] === 'id';
}

const SINGULAR: Readonly<Record<string, string>> = {
  requests: 'request',
  problems: 'problem',
  changes: 'change',
  releases: 'release',
  projects: 'project',
  tasks: 'task',
  assets: 'asset',
  solutions: 'solution',
  contracts: 'contract',
  purchase_orders: 'purchase order',
  technicians: 'technician',
  requesters: 'requester',
};

/** Our words for what a path names. */
function nameOf({ path }: FailureContext['operation']): string {
  const [collection = '', id = ''] = path;
  const thing = SINGULAR[collection] ?? 'record';
  return path.length === 2 && isId(id) ? `${thing} with the id ${id}` : `${thing} or operation of this kind`;
}

function reasonFor(complaints: readonly Complaint[]): string {
  if (complaints.some(({ text }) => text === EXTRA_KEY)) return 'This portal does not know these fields';
  const code = complaints.map((complaint) => complaint.code).find((candidate) => REASONS[candidate]);
  return (code === undefined ? undefined : REASONS[code]) ?? 'ServiceDesk Plus refused the input';
}
