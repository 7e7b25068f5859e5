import type { DataCenter } from '../common/data-center.js';
import type { ConnectionState } from '../common/errors/app.error.js';
import type { Connection } from '../token/connection.js';
import { missingScopes } from './missing-scopes.js';
import type { VendorState } from './vendor-states.js';

/** A stored connection as its owner may see it: no secret, times as ISO 8601 in UTC. */
export interface ConnectionView {
  readonly dataCenter: DataCenter;
  /** null: the account's default portal */
  readonly portal: string | null;
  readonly scopes: readonly string[];
  /** Asked for by this server and not granted. */
  readonly missingScopes: readonly string[];
  readonly reauthReason: string | null;
  readonly reauthAt: string | null;
  readonly accessTokenExpiresAt: string | null;
  readonly nextRefreshAt: string | null;
  readonly lastRefreshedAt: string | null;
  readonly refreshCount: number;
  readonly consecutiveFailures: number;
  readonly firstFailureAt: string | null;
  readonly lastFailureAt: string | null;
  readonly lastFailureCode: string | null;
  readonly lastApiSuccessAt: string | null;
  readonly lastUsedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Where a caller's set-up stands, and what is left to do. */
export interface SetupReport {
  readonly status: ConnectionState;
  /** True when a person has to act: see `steps`. */
  readonly needsSetup: boolean;
  /** One or two sentences for the person. */
  readonly message: string;
  readonly steps?: readonly string[];
  readonly setupUrl?: string;
  /** Zoho's console of the caller's data center. */
  readonly consoleUrl?: string;
  /** For server-based Zoho clients only: consent in a browser instead of a grant token. Holds a single-use state. */
  readonly consentUrl?: string;
  /** The exact comma-separated string to paste as scope. */
  readonly scopes: string;
  readonly connection?: ConnectionView;
  /** Whether Zoho and ServiceDesk Plus of the caller's data center answer. */
  readonly vendors?: readonly VendorState[];
}

/** The outcome of one real call to ServiceDesk Plus. */
export interface ValidationReport {
  readonly ok: boolean;
  readonly status: ConnectionState;
  readonly portal: string | null;
  /** Who the token acts as; absent when ServiceDesk Plus does not tell. */
  readonly technician?: { readonly name: string; readonly email: string | null };
  readonly checkedScopes: readonly string[];
  readonly missingScopes: readonly string[];
  readonly message: string;
  /** Why it failed and what to do; only when `ok` is false. */
  readonly code?: string;
  readonly resolution?: string;
}

/** @param asked the scopes this server asks for */
export function connectionView(
  connection: Connection,
  portal: string | undefined,
  asked: readonly string[],
): ConnectionView {
  return {
    dataCenter: connection.dataCenter,
    portal: portal ?? null,
    scopes: connection.scopes,
    missingScopes: missingScopes(asked, connection.scopes),
    reauthReason: connection.reauthReason,
    reauthAt: iso(connection.reauthAt),
    accessTokenExpiresAt: iso(connection.accessTokenExpiresAt),
    nextRefreshAt: iso(connection.nextRefreshAt),
    lastRefreshedAt: iso(connection.lastRefreshedAt),
    refreshCount: connection.refreshCount,
    consecutiveFailures: connection.consecutiveFailures,
    firstFailureAt: iso(connection.firstFailureAt),
    lastFailureAt: iso(connection.lastFailureAt),
    lastFailureCode: connection.lastFailureCode,
    lastApiSuccessAt: iso(connection.lastApiSuccessAt),
    lastUsedAt: iso(connection.lastUsedAt),
    createdAt: connection.createdAt.toISOString(),
    updatedAt: connection.updatedAt.toISOString(),
  };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
