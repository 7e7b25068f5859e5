import { AppError, type AppErrorOptions } from '../common/errors/app.error.js';
import { StartError } from '../common/errors/start.error.js';

/** The database cannot be opened, reached or migrated. The message says which, and what to do. */
export class DatabaseStartError extends StartError {}

/** Another process lives in the data folder. */
export class FolderInUseError extends DatabaseStartError {}

/** The database does not answer, or is too busy to. Nothing is known to be lost: the same call can succeed later. */
export class DatabaseUnavailableError extends AppError {
  readonly code = 'DATABASE_UNAVAILABLE';
  readonly httpStatus = 503;
  readonly retryable = true;
  readonly resolution =
    'Wait and repeat the call; set-up does not have to be run again. If it stays so, tell the administrator of this server.';

  constructor(options: AppErrorOptions = {}) {
    super('The database of this server does not answer at the moment.', { retryAfterSeconds: 5, ...options });
  }
}
