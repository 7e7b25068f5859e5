import type { Fault } from '../common/faults.js';

/** One request that arrived at the token endpoint. */
export interface Grant {
  readonly at: Date;
  /** As it was sent; empty when it was not. */
  readonly grantType: string;
  readonly clientId: string;
  /** `issued`, the `error` of the body, or `unanswered` when a fault kept the simulator from carrying it out. */
  readonly outcome: string;
  /** Last 8 characters of the refresh token that was presented or issued. */
  readonly refreshTokenTail?: string;
  /** The fault it met, also when it was carried out. */
  readonly fault?: Fault['kind'];
  /** Was the client secret in the address, where proxies and logs see it? */
  readonly secretInUrl: boolean;
}

/** As the meter writes a refresh token. */
export function tailOf(refreshToken: string): string {
  return refreshToken.slice(-8);
}
