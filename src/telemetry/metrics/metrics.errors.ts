import { BearerRequiredError } from '../../http/http.errors.js';

/** `SDP_METRICS_TOKEN` is set and the request does not carry it. */
export class MetricsTokenRequiredError extends BearerRequiredError {
  readonly code = 'METRICS_TOKEN_REQUIRED';
  readonly resolution = 'Send the token that the administrator has set as SDP_METRICS_TOKEN: Authorization: Bearer.';

  constructor() {
    super('The metrics of this server need a token.');
  }
}
