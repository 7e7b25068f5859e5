import type { AppErrorOptions } from '../common/errors/app.error.js';
import { AppError } from '../common/errors/app.error.js';
import { shownName } from './lookups/shown-name.js';
import { SdpApiError, type SdpErrorOptions } from './sdp-api.errors.js';

/** SDP refused what was given. `fields` holds SDP's field names, such as `urgency` or `udf_fields.txt_floor`. */
export class SdpInvalidInputError extends SdpApiError {
  readonly code: string = 'SDP_INVALID_INPUT';
  readonly retryable = false;
  readonly httpStatus: number = 400;
  readonly resolution: string =
    'Correct the fields and repeat the call. get_metadata lists the values a portal allows.';

  /** @param reason our own words for SDP's code, a sentence without its end */
  constructor(
    readonly fields: readonly string[],
    readonly reason: string,
    options: SdpErrorOptions = {},
  ) {
    super(`${reason}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}.`, options);
  }
}

/** The portal's template or rules want fields that were not given. */
export class SdpMandatoryMissingError extends SdpInvalidInputError {
  override readonly code = 'SDP_MANDATORY_MISSING';
  override readonly resolution = 'Give these fields too. get_metadata lists the values a portal allows.';

  constructor(fields: readonly string[], options: SdpErrorOptions = {}) {
    super(fields, 'This portal wants fields that were not given', options);
  }
}

/** A field may not be set by this person or at this time. */
export class SdpFieldRefusedError extends SdpInvalidInputError {
  override readonly code = 'SDP_FIELD_REFUSED';
  override readonly httpStatus = 403;
  override readonly resolution: string;

  constructor(
    readonly field: string,
    options: SdpErrorOptions = {},
  ) {
    super([field], 'ServiceDesk Plus does not let this field be set', options);
    this.resolution =
      field === 'priority'
        ? 'Repeat the call without priority: this portal computes it from urgency and impact (priority matrix). Set those instead.'
        : `Repeat the call without ${field}, or ask the administrator which rule protects it.`;
  }
}

/** The request is finished, and SDP refuses changes to it. */
export class SdpRequestClosedError extends SdpInvalidInputError {
  override readonly code = 'SDP_REQUEST_CLOSED';
  override readonly httpStatus = 409;
  override readonly resolution = 'Open it again first by setting its status to an open one, then repeat the change.';

  constructor(fields: readonly string[], options: SdpErrorOptions = {}) {
    super(fields, 'The request is closed, and ServiceDesk Plus refuses changes to it', options);
  }
}

/** SDP answered with success and left the status as it was, as portals with closing rules do. */
export class SdpNotClosedError extends SdpInvalidInputError {
  override readonly code = 'SDP_NOT_CLOSED';
  override readonly httpStatus = 409;
  override readonly resolution =
    'The closing rules of the portal want more: usually a resolution, sometimes a technician or a closure code. Add it and repeat the call.';

  constructor(options: SdpErrorOptions = {}) {
    super([], 'ServiceDesk Plus took the call and did not change the status', options);
  }
}

const listed = (names: readonly string[], most: number): string =>
  names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');

/** Long enough for a name with its mail address. */
const safe = (name: string): string => shownName(name, 160);

/** A name that the portal's list does not have. */
export class UnknownNameError extends AppError {
  readonly code = 'UNKNOWN_NAME';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution: string;

  /**
   * @param field our name of the field, such as `priority`
   * @param given what the caller wrote
   * @param closest best match first, may be empty
   * @param allowed all names, empty when they are too many to know
   */
  constructor(
    readonly field: string,
    readonly given: string,
    readonly closest: readonly string[],
    readonly allowed: readonly string[],
    options: AppErrorOptions = {},
  ) {
    super(`There is no ${field} named "${given.slice(0, 80)}".`, options);
    const did = closest.length > 0 ? `Did you mean ${closest.map((name) => `"${safe(name)}"`).join(' or ')}? ` : '';
    const all = allowed.length > 0 ? `Allowed: ${listed(allowed.map(safe), 30)}.` : '';
    this.resolution = `${did}${all}`.trim() || 'Check the spelling.';
  }
}

/** A name that several people have. */
export class AmbiguousNameError extends AppError {
  readonly code = 'AMBIGUOUS_NAME';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution: string;

  /** @param candidates name with mail address, best match first */
  constructor(
    readonly field: string,
    readonly given: string,
    readonly candidates: readonly string[],
    options: AppErrorOptions = {},
  ) {
    super(`Several people match the ${field} "${given.slice(0, 80)}".`, options);
    this.resolution = `Repeat with the mail address of one: ${listed(candidates.map(safe), 10)}.`;
  }
}

/** Text that names no ticket. */
export class TicketReferenceError extends AppError {
  readonly code = 'TICKET_REFERENCE_INVALID';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution = 'Give the ticket number (31230, #31230 or RE-31230), its long id, or the address of its page.';

  constructor(options: AppErrorOptions = {}) {
    super('This does not name a ticket.', options);
  }
}

/** Text that names no record of the module it was given for. */
export class RecordReferenceError extends AppError {
  readonly code = 'RECORD_REFERENCE_INVALID';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution: string;

  /** @param noun our word for such a record, such as `change` @param forms how it can be named, a phrase */
  constructor(noun: string, forms: string, options: AppErrorOptions = {}) {
    super(`This does not name a ${noun}.`, options);
    this.resolution = `Give ${forms}.`;
  }
}

/** The portal has no path for this, in any spelling that is known. */
export class SdpNotOfferedError extends SdpApiError {
  readonly code = 'SDP_NOT_OFFERED';
  readonly retryable = false;
  readonly httpStatus = 404;
  readonly resolution = 'Do it in the browser; asking again does not help.';

  /** @param what our own words for it, in the plural, such as `topics` */
  constructor(
    readonly what: string,
    options: SdpErrorOptions = {},
  ) {
    super(`This portal does not offer ${what} through its API.`, options);
  }
}

/** SDP does not tell who is behind the token. */
export class MeUnknownError extends AppError {
  readonly code = 'ME_UNKNOWN';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution = 'Give your name or mail address as ServiceDesk Plus knows it instead of "me".';

  constructor(options: AppErrorOptions = {}) {
    super('ServiceDesk Plus does not say which technician this connection belongs to.', options);
  }
}
