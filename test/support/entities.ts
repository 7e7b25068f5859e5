import { AuditEvent } from '../../src/audit/audit-event.entity.js';
import { OAuthState } from '../../src/oauth/oauth-state.entity.js';
import { EncryptionKeyRow } from '../../src/token/encryption-key.entity.js';
import { OAuthToken } from '../../src/token/oauth-token.entity.js';
import { RefreshPaceRow } from '../../src/token/refresh-pace.entity.js';
import { Alert } from '../../src/telemetry/alerts/alert.entity.js';
import { TokenGrant } from '../../src/token/token-grant.entity.js';
import { DeferredWrite } from '../../src/writes/deferred-write.entity.js';
import { WriteIntent } from '../../src/writes/write-intent.entity.js';

/** Every entity of the server. A test compares the list with the tables. */
export const entities = [
  OAuthToken,
  TokenGrant,
  OAuthState,
  RefreshPaceRow,
  AuditEvent,
  Alert,
  WriteIntent,
  DeferredWrite,
  EncryptionKeyRow,
];
