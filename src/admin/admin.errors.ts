import { AppError } from '../common/errors/app.error.js';
import { BearerRequiredError } from '../http/http.errors.js';

/** The request does not carry the admin token. The same for a missing, a malformed and a wrong one. */
export class AdminTokenRequiredError extends BearerRequiredError {
  readonly code = 'ADMIN_TOKEN_REQUIRED';
  readonly resolution = 'Send the value of SDP_ADMIN_TOKEN as Authorization: Bearer.';

  constructor() {
    super('This address is for the administrator of the server.');
  }
}

/** Too many requests from one address came without the admin token. */
export class AdminLockedError extends AppError {
  readonly code = 'ADMIN_LOCKED';
  readonly httpStatus = 429;
  readonly retryable = true;
  readonly resolution = 'Wait, and send the value of SDP_ADMIN_TOKEN then.';

  constructor(retryAfterSeconds: number) {
    super('Too many requests without the admin token came from this address.', { retryAfterSeconds });
  }
}

abstract class NotFoundError extends AppError {
  readonly httpStatus = 404;
  readonly retryable = false;
}

export class ClientNotFoundError extends NotFoundError {
  readonly code = 'CLIENT_NOT_FOUND';
  readonly resolution = 'See GET /admin/clients for the ids.';

  constructor() {
    super('No connection has this id.');
  }
}

/** No replica has used a circuit of that name since it started. */
export class CircuitNotFoundError extends NotFoundError {
  readonly code = 'CIRCUIT_NOT_FOUND';
  readonly resolution = 'See GET /admin/circuit-breakers for the names.';

  constructor() {
    super('No replica has a circuit breaker of this name.');
  }
}
