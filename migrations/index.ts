import { CreateOauthTokens1764000000000 } from './1764000000000-create-oauth-tokens.js';
import { CreateTokenGrants1764000001000 } from './1764000001000-create-token-grants.js';
import { CreateOauthStates1764000002000 } from './1764000002000-create-oauth-states.js';
import { CreateRefreshPace1764000003000 } from './1764000003000-create-refresh-pace.js';
import { CreateAuditEvents1764000004000 } from './1764000004000-create-audit-events.js';
import { CreateAlerts1764000005000 } from './1764000005000-create-alerts.js';
import { CreateWrites1764000006000 } from './1764000006000-create-writes.js';
import { IndexTrouble1764000007000 } from './1764000007000-index-trouble.js';
import { CreateEncryptionKeys1764000008000 } from './1764000008000-create-encryption-keys.js';

/** Every migration, oldest first. A new one is added at the end; a released one is never edited. */
export const migrations = [
  CreateOauthTokens1764000000000,
  CreateTokenGrants1764000001000,
  CreateOauthStates1764000002000,
  CreateRefreshPace1764000003000,
  CreateAuditEvents1764000004000,
  CreateAlerts1764000005000,
  CreateWrites1764000006000,
  IndexTrouble1764000007000,
  CreateEncryptionKeys1764000008000,
] as const;
