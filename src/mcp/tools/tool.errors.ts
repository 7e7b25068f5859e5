import { AppError } from '../../common/errors/app.error.js';

/** Arguments that fit the tool's schema but make no sense together or cannot be read. Nothing was sent. */
export class ToolInputError extends AppError {
  readonly code = 'INVALID_ARGUMENTS';
  readonly retryable = false;
  readonly httpStatus = 400;

  /** @param resolution what to write instead, a whole sentence */
  constructor(
    message: string,
    readonly resolution: string,
  ) {
    super(message);
  }
}

/** The portal wants fields that were not given; says which, and what may stand in them. Nothing was written. */
export class MandatoryFieldsError extends AppError {
  readonly code = 'SDP_MANDATORY_MISSING';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution: string;

  /** @param fields our names, each with what is allowed in it as a phrase, such as `Low, Normal or High` */
  constructor(
    readonly fields: readonly { readonly name: string; readonly allowed: string }[],
    options: ErrorOptions = {},
  ) {
    super(`This portal wants more fields: ${fields.map(({ name }) => name).join(', ')}. Nothing was written.`, options);
    this.resolution = `Call again with the same arguments and these too: ${fields
      .map(({ name, allowed }) => `${name} (${allowed})`)
      .join('; ')}.`;
  }
}

/** There is an open request of the same requester with the same subject, made a short while ago. Nothing was created. */
export class LikelyDuplicateError extends AppError {
  readonly code = 'LIKELY_DUPLICATE';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution: string;

  /** @param number of the request that is there @param age in words, such as `2 hours` */
  constructor(number: string, age: string) {
    super(
      `Request ${number} of the same requester has the same subject, is open, and was made ${age} ago. Nothing was created.`,
    );
    this.resolution = `Write to request ${number} (add_note, update_request) if it is the same matter. If it is another one, repeat the call with ignore_duplicates: true.`;
  }
}

/** A later step of a tool failed after an earlier one had been done. Code and next step are those of the failure. */
export class PartlyDoneError extends AppError {
  readonly code: string;
  readonly retryable: boolean;
  readonly httpStatus: number;
  readonly resolution: string;

  /** @param done what had been done before, a whole sentence */
  constructor(cause: AppError, done: string) {
    const { retryAfterSeconds, guidance } = cause;
    super(`${cause.message} ${done}`, {
      cause,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(guidance === undefined ? {} : { guidance }),
    });
    this.code = cause.code;
    this.retryable = cause.retryable;
    this.httpStatus = cause.httpStatus;
    this.resolution = cause.resolution;
  }
}

/** A write failed for a reason that passes by itself, and the server could send it later: says how. Nothing was done. */
export class DeferralOfferedError extends AppError {
  readonly code: string;
  readonly retryable: boolean;
  readonly httpStatus: number;
  readonly resolution: string;

  constructor(cause: AppError) {
    const { retryAfterSeconds, guidance } = cause;
    super(cause.message, {
      cause,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...(guidance === undefined ? {} : { guidance }),
    });
    this.code = cause.code;
    this.retryable = cause.retryable;
    this.httpStatus = cause.httpStatus;
    this.resolution = `${cause.resolution} Or repeat the call with defer: "if_unreachable", and this server sends it by itself when ServiceDesk Plus is back.`;
  }
}

/** The write that was deferred under a key is over and was not done. */
export class DeferredWriteEndedError extends AppError {
  readonly code = 'DEFERRED_WRITE_ENDED';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution =
    'Check in ServiceDesk Plus, and call again with a new idempotencyKey if it is still wanted. Nothing was sent now.';

  /** @param reason why it was refused, whole sentences */
  constructor(state: string, reason: string | undefined) {
    super(
      `The write that was deferred under this idempotencyKey ended as ${state}.${reason === undefined ? '' : ` ${reason}`}`,
    );
  }
}

/** Something that needs the person's word before it is done; carries what would be done. Nothing was done. */
export class ConfirmationRequiredError extends AppError {
  readonly code = 'CONFIRMATION_REQUIRED';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution =
    'Show the person the preview, and if they agree, call again with the same arguments and confirm: true.';

  /** @param preview what would be done; may hold text of tickets */
  constructor({ action, preview }: { readonly action: string; readonly preview: string }) {
    super(`${action}: this needs the word of the person. Nothing was done yet.`, {
      excerpt: { label: 'preview', text: preview },
    });
  }
}

/** The person was asked and said no. Nothing was done. */
export class ConfirmationRefusedError extends AppError {
  readonly code = 'CONFIRMATION_REFUSED';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution = 'Leave it, or ask the person what they want instead.';

  constructor(action: string) {
    super(`${action}: the person was asked and did not agree. Nothing was done.`);
  }
}

/** Nobody can be written to: the request's requester has no mail address. */
export class NoRecipientError extends AppError {
  readonly code = 'NO_RECIPIENT';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution =
    'Write a note that the requester can see (add_note with is_public: true), or add a mail address to the requester in ServiceDesk Plus.';

  constructor() {
    super('The requester of this request has no mail address, so no mail was sent.');
  }
}

/** Nothing of this record waits for the caller's word. */
export class NothingToApproveError extends AppError {
  readonly code = 'NOTHING_TO_APPROVE';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution: string;

  /** @param record our words for it, safe for Markdown @param waitsFor names of those who are asked */
  constructor(record: string, waitsFor: readonly string[]) {
    super(`No approval of ${record} waits for you, so nothing was decided.`);
    this.resolution =
      waitsFor.length > 0
        ? `It waits for ${waitsFor.slice(0, 10).join(', ')}: only the one who was asked can decide.`
        : 'Nobody is asked at present: list_approvals shows its levels, request_approval asks somebody.';
  }
}
