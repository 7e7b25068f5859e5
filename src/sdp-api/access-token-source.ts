/** An access token as this module needs it. Neither `toString` nor `toJSON` of an implementation may show `value`. */
export interface AccessToken {
  readonly value: string;
  /** Grows with every token of the connection; tells a rejected token from its successor. */
  readonly version: number;
}

/** Port to whatever keeps the tokens. Bound to the token module in sdp-api.module.ts and nowhere else. */
export abstract class AccessTokenSource {
  /** The connection's living access token, refreshed when it has to be. */
  abstract getAccessToken(connectionId: string): Promise<AccessToken>;

  /**
   * Asked once after SDP answered 401. Gives the successor of `rejected`; may give `rejected` itself when a renewal
   * is not due, and then a repeat of the call would be answered 401 again.
   */
  abstract renewAccessToken(connectionId: string, rejected: AccessToken): Promise<AccessToken>;

  /** Notes that SDP accepted a call of this connection. Cheap, and never fails the call. */
  abstract recordApiSuccess(connectionId: string): void;
}
