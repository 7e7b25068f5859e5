import type { DataCenter } from '../common/data-center.js';

/** What other modules may know of a stored connection: everything but its secrets. */
export interface Connection {
  /** uuid of the row. */
  readonly id: string;
  readonly dataCenter: DataCenter;
  /** null is the account's default portal. */
  readonly portal: string | null;
  /** Granted ones, as Zoho told them; empty when it told none. */
  readonly scopes: readonly string[];
  readonly state: 'ready' | 'reauth_required';
  /** A stable word such as `invalid_code`; null unless `state` is `reauth_required`. */
  readonly reauthReason: string | null;
  readonly reauthAt: Date | null;
  readonly accessTokenExpiresAt: Date | null;
  readonly nextRefreshAt: Date | null;
  readonly lastRefreshedAt: Date | null;
  readonly refreshCount: number;
  readonly consecutiveFailures: number;
  readonly firstFailureAt: Date | null;
  readonly lastFailureAt: Date | null;
  readonly lastFailureCode: string | null;
  readonly lastApiSuccessAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
