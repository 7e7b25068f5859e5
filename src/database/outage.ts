/**
 * Codes of PostgreSQL, and of sockets, that say: not now. The statement did not fail by itself, so the same call can
 * succeed later (PostgreSQL, appendix A, error codes).
 */
const NOT_NOW = new Set([
  '25006', // read only: a standby that has not been promoted yet
  '53300', // too many connections
  '55P03', // a lock did not come free in time
  '57014', // cancelled by the statement time-out
  '57P01', // shut down by the administrator
  '57P02', // shut down by a crash
  '57P03', // starting up or shutting down
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What `pg` says without a code. */
const LOST_CONNECTION = /^(?:Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has)/;

/** Whether an error is the database's absence, or its being too busy, and not a fault of the statement. */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message, code, driverError } = error as Partial<Record<string, unknown>>;
  if (driverError !== undefined) return isOutage(driverError);
  // TypeORM's word for a connection that broke between two queries of a transaction.
  if (name === 'QueryRunnerAlreadyReleasedError') return true;
  if (typeof code !== 'string') return LOST_CONNECTION.test(String(message));
  // Class 08: connection exceptions.
  return NOT_NOW.has(code) || code.startsWith('08');
}
