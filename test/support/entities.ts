import { OAuthState } from '../../src/oauth/oauth-state.entity.js';
import { OAuthToken } from '../../src/token/oauth-token.entity.js';
import { TokenGrant } from '../../src/token/token-grant.entity.js';

/** Every entity of the server. A test compares the list with the tables. */
export const entities = [OAuthToken, TokenGrant, OAuthState];
