import { DatabaseStartError } from '../database.errors.js';

/** Says in a sentence why the embedded database in `dataFolder` did not open. */
export function toOpenError(dataFolder: string, error: unknown): DatabaseStartError {
  if (error instanceof DatabaseStartError) return error;
  const say = (message: string): DatabaseStartError => new DatabaseStartError(message, { cause: error });

  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return say(
        `The data folder ${dataFolder} may not be written. Make its owner the user that runs this server, or set SDP_DATA_DIR to another folder.`,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return say(`The data folder ${dataFolder} is not a folder. Set SDP_DATA_DIR to a folder.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return say(`The disk of the data folder ${dataFolder} is full. Free some space and start again.`);
    case undefined:
    default:
      return say(
        `The embedded database in ${dataFolder} does not open (PGlite: ${firstLine(innermost(error))}). Restore the folder from a backup, ` +
          'or move it away to start with an empty one; everybody then sets up once more.',
      );
  }
}

function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
