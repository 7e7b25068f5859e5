import type { Connection } from './connection.js';
import type { OAuthToken } from './oauth-token.entity.js';

/** What other modules may see of a row. Lists every field, so that a new column stays inside until it is named here. */
export function toConnection(row: OAuthToken): Connection {
  return {
    id: row.id,
    dataCenter: row.dataCenter,
    portal: row.portal,
    scopes: row.scopes,
    state: row.needsReauth ? 'reauth_required' : 'ready',
    reauthReason: row.needsReauthReason,
    reauthAt: row.needsReauthAt,
    accessTokenExpiresAt: row.accessTokenExpiresAt,
    nextRefreshAt: row.nextRefreshAt,
    lastRefreshedAt: row.lastRefreshedAt,
    refreshCount: row.refreshCount,
    consecutiveFailures: row.consecutiveFailures,
    firstFailureAt: row.firstFailureAt,
    lastFailureAt: row.lastFailureAt,
    lastFailureCode: row.lastFailureCode,
    lastApiSuccessAt: row.lastApiSuccessAt,
    lastUsedAt: row.lastUsedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
