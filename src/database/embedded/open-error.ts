import { statfsSync } from 'node:fs';
import { DatabaseStartError } from '../database.errors.js';

/** PostgreSQL wants room for a segment of its log, 16 MiB, when it starts. */
const LEAST_ROOM_BYTES = 16 * 1024 * 1024;

/**
 * Says in a sentence why the embedded database in `dataFolder` did not open.
 *
 * @param roomBytes what is free there; PGlite does not say that this was why it ended
 */
export function toOpenError(
  dataFolder: string,
  error: unknown,
  roomBytes: number = roomFor(dataFolder),
): DatabaseStartError {
  if (error instanceof DatabaseStartError) return error;
  const say = (message: string): DatabaseStartError => new DatabaseStartError(message, { cause: error });
  const full = `The disk of the data folder ${dataFolder} is full. Free some space and start again.`;

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
      return say(full);
    case undefined:
    default:
      if (roomBytes < LEAST_ROOM_BYTES) return say(full);
      return say(
        `The embedded database in ${dataFolder} does not open (PGlite: ${firstLine(innermost(error))}). Restore the folder from a backup, ` +
          'or move it away to start with an empty one; everybody then sets up once more.',
      );
  }
}

function roomFor(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
