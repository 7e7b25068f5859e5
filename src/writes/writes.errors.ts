import { AppError } from '../common/errors/app.error.js';
import type { SdpOutcomeUnknownError } from '../sdp-api/sdp-api.errors.js';

/** The key belongs to another write of this connection. Nothing was sent. */
export class KeyUsedOtherwiseError extends AppError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution =
    'Give a new idempotencyKey for a new write. To repeat the earlier call, repeat all of its arguments as they were.';

  /** @param tool that used the key first */
  constructor(tool: string) {
    super(`This idempotencyKey was used for another call (${tool}) in the last 24 hours. Nothing was sent.`);
  }
}

/** An earlier call with the key has not ended. Nothing was sent by this one. */
export class WriteUnderWayError extends AppError {
  readonly code = 'WRITE_UNDER_WAY';
  readonly retryable = true;
  readonly httpStatus = 409;
  readonly resolution = 'Ask again with the same idempotencyKey and the same arguments; do not use a new key.';

  constructor(retryAfterSeconds: number) {
    super('The earlier call with this idempotencyKey is still under way.', { retryAfterSeconds });
  }
}

const NEW_KEY =
  'With the same idempotencyKey this server looks once more and sends nothing; if it is certain that it is not there, call again with a new key.';

/** An earlier call with the key was sent, its outcome is not known, and this call sent nothing. */
export class EarlierOutcomeUnknownError extends AppError {
  readonly code = 'SDP_OUTCOME_UNKNOWN';
  readonly retryable = false;
  readonly httpStatus = 503;
  readonly resolution = `Check in ServiceDesk Plus before trying again. ${NEW_KEY}`;

  /** @param looked false when ServiceDesk Plus could not be asked */
  constructor(looked: boolean, options?: ErrorOptions) {
    super(
      `The earlier call with this idempotencyKey was sent and its answer was lost: it may have been done. ${
        looked ? 'It was looked for and not found so far.' : 'It cannot be looked for at the moment.'
      }`,
      options,
    );
  }
}

/** A write with a key ended without an answer: as `SdpOutcomeUnknownError`, with what the key is good for now. */
export class KeyedOutcomeUnknownError extends AppError {
  readonly code = 'SDP_OUTCOME_UNKNOWN';
  readonly retryable = false;
  readonly httpStatus = 503;
  readonly resolution: string;

  constructor(cause: SdpOutcomeUnknownError) {
    super(cause.message, { cause });
    this.resolution = `${cause.resolution} ${NEW_KEY}`;
  }
}

/** A person has as many writes waiting as one may have. */
export class DeferralsFullError extends AppError {
  readonly code = 'DEFERRED_WRITES_FULL';
  readonly retryable = true;
  readonly httpStatus = 429;
  readonly resolution =
    'Nothing was sent or stored. Look at list_deferred_writes, cancel what is no longer wanted, or try later.';

  constructor(most: number) {
    super(`There are ${most} deferred writes of this connection waiting already.`, { retryAfterSeconds: 300 });
  }
}

/** The connection was set up anew in another data center, where the same ticket number is somebody else's ticket. */
export class ConnectionMovedError extends AppError {
  readonly code = 'CONNECTION_MOVED';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution = 'If it is still wanted, write it again where it belongs now.';

  constructor() {
    super('The connection has moved to another data center since this was deferred, so it was not sent there.');
  }
}

/** The caller has no such deferred write. */
export class DeferredWriteNotFoundError extends AppError {
  readonly code = 'DEFERRED_WRITE_NOT_FOUND';
  readonly retryable = false;
  readonly httpStatus = 404;
  readonly resolution = 'Take the id from list_deferred_writes; it shows those of this connection of the last 7 days.';

  constructor() {
    super('There is no deferred write with this id.');
  }
}

/** The deferred write was carried out or cancelled: there is nothing to try again. */
export class DeferredWriteOverError extends AppError {
  readonly code = 'DEFERRED_WRITE_OVER';
  readonly retryable = false;
  readonly httpStatus = 409;
  readonly resolution = 'Only one that waits, or that failed, expired or ended unknown, can be tried again.';

  constructor(state: string) {
    super(`This deferred write is ${state}.`);
  }
}

/** The deferred write is being sent at this moment. */
export class DeferredWriteBusyError extends AppError {
  readonly code = 'DEFERRED_WRITE_BUSY';
  readonly retryable = true;
  readonly httpStatus = 409;
  readonly resolution = 'Look at list_deferred_writes in a minute: it has been sent by then, or can be cancelled.';

  constructor() {
    super('This deferred write is being sent right now, so it was not cancelled.', { retryAfterSeconds: 60 });
  }
}
