import type { Connection } from '../token/connection.js';

/** Who a token acts as in ServiceDesk Plus. */
export interface ProbedTechnician {
  readonly name: string;
  readonly email: string | null;
}

/** Port: one real call to ServiceDesk Plus with a stored connection. */
export abstract class ConnectionProbe {
  /**
   * Reads the least there is. Undefined when the call worked and ServiceDesk Plus does not tell whose token it is.
   *
   * @param portal undefined is the account's default portal
   * @throws AppError when ServiceDesk Plus refuses or cannot be reached
   */
  abstract probe(connection: Connection, portal: string | undefined): Promise<ProbedTechnician | undefined>;
}
