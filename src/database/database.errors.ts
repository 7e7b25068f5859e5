import { StartError } from '../common/errors/start.error.js';

/** The database cannot be opened, reached or migrated. The message says which, and what to do. */
export class DatabaseStartError extends StartError {}

/** Another process lives in the data folder. */
export class FolderInUseError extends DatabaseStartError {}
