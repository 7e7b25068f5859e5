import { CreateOauthTokens1764000000000 } from './1764000000000-create-oauth-tokens.js';
import { CreateTokenGrants1764000001000 } from './1764000001000-create-token-grants.js';
import { CreateOauthStates1764000002000 } from './1764000002000-create-oauth-states.js';

/** Every migration, oldest first. A new one is added at the end; a released one is never edited. */
export const migrations = [
  CreateOauthTokens1764000000000,
  CreateTokenGrants1764000001000,
  CreateOauthStates1764000002000,
] as const;
