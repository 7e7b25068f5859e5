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
