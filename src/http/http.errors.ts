import { AppError } from '../common/errors/app.error.js';

/** The body is not JSON. In answers of the MCP endpoints it becomes JSON-RPC -32700. */
export class InvalidJsonError extends AppError {
  readonly code = 'INVALID_JSON';
  readonly retryable = false;
  readonly httpStatus = 400;
  readonly resolution = 'Send a JSON body with Content-Type: application/json.';
}

/** The Host or Origin header names something this server is not meant to answer (DNS rebinding, foreign pages). */
export class AddressNotAllowedError extends AppError {
  readonly code = 'ADDRESS_NOT_ALLOWED';
  readonly retryable = false;
  readonly httpStatus = 403;
  readonly resolution: string;

  constructor(header: 'Host' | 'Origin') {
    super(`This server does not answer requests with that ${header} header.`);
    this.resolution = `Ask the administrator to add it to SDP_ALLOWED_${header.toUpperCase()}S, or to set SDP_PUBLIC_URL.`;
  }
}

/** A key or token of this server's own is missing or wrong; it is sent as `Authorization: Bearer`. */
export abstract class BearerRequiredError extends AppError {
  readonly retryable = false;
  readonly httpStatus = 401;
}

/** `SDP_ACCESS_KEYS` is set and the request carries none of them. */
export class AccessKeyRequiredError extends BearerRequiredError {
  readonly code = 'ACCESS_KEY_REQUIRED';
  readonly resolution =
    'Send the key of this server, which its administrator gives out, as X-SDP-Access-Key or as Authorization: Bearer.';
}
