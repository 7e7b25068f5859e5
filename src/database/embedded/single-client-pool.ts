import pg from 'pg';

type Connected = Parameters<pg.Pool['connect']>[0];

/** A pool of one. When its client does not come free in time, the error says what that most likely means. */
export class SingleClientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    if (!callback) return super.connect().catch((error: Error) => Promise.reject(explained(error)));
    super.connect((error, client, release) => callback(error && explained(error), client, release));
  }
}

function explained(error: Error): Error {
  if (!error.message.startsWith('timeout exceeded')) return error;
  return new Error(
    'The one connection of the embedded database did not come free in time: inside a transaction, use the ' +
      "transaction's own entity manager, and await nothing slow",
    { cause: error },
  );
}
