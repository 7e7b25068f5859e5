import { AppError } from '../common/errors/app.error.js';

/** A form was sent to an address that takes none. */
export class FormNotTakenError extends AppError {
  readonly code = 'FORM_NOT_TAKEN';
  readonly retryable = false;
  readonly httpStatus = 415;
  readonly resolution = 'Send a JSON body with Content-Type: application/json.';

  constructor() {
    super('This address does not take forms.');
  }
}

/** A form without the token that its page was given: the page is too old, or another site has sent it. */
export class FormExpiredError extends AppError {
  readonly code = 'FORM_EXPIRED';
  readonly retryable = false;
  readonly httpStatus = 403;
  readonly resolution = 'Go back to the page, load it again, and send the form once more. Cookies have to be allowed.';

  constructor() {
    super('This form was not sent from a page that is still open here, so nothing was done.');
  }
}
