/**
 * The few facts of PostgreSQL's wire protocol that the embedded wiring needs.
 * See postgresql.org/docs/current/protocol-message-formats.html
 */

const QUERY = 0x51; // Q
const SYNC = 0x53; // S
const TERMINATE = 0x58; // X
const READY_FOR_QUERY = 0x5a; // Z
const READY_FOR_QUERY_BYTES = 6;

/** A simple query as a frontend message. */
function query(sql: string): Buffer {
  const message = Buffer.alloc(1 + 4 + Buffer.byteLength(sql) + 1);
  message[0] = QUERY;
  message.writeInt32BE(message.length - 1, 1);
  message.write(sql, 5);
  return message;
}

const sync = Buffer.from([SYNC, 0, 0, 0, 4]);

/**
 * Makes the backend as new: ends what an extended query left half-way, rolls back an open transaction, and drops
 * prepared statements, settings, temporary tables and session locks.
 */
export const RESET_SESSION = Buffer.concat([sync, query('ROLLBACK'), query('DISCARD ALL')]);

/** Says goodbye. PostgreSQL ends the session on it; the one embedded backend must not get to see it. */
export function isTerminate(message: Uint8Array): boolean {
  return message[0] === TERMINATE;
}

/** Whether the backend owes a ReadyForQuery for these messages: a start-up (no type byte), a simple query, a Sync. */
export function wantsReady(messages: Uint8Array): boolean {
  return messages[0] === 0 || messages[0] === QUERY || sync.equals(messages.subarray(-sync.length));
}

/** Whether the answer ends with ReadyForQuery. */
export function isReady(answer: Uint8Array): boolean {
  return answer.at(-READY_FOR_QUERY_BYTES) === READY_FOR_QUERY;
}
