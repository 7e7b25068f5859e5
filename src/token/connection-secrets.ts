import { AccessToken } from './access-token.js';
import type { ClientCredentials } from './credentials.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { CiphertextError, type CiphertextPlace, type TokenCipher } from './token-cipher.js';
import { StoredTokensUnreadableError } from './refresh.errors.js';

const TABLE = 'oauth_tokens';

const COLUMNS = {
  clientIdCiphertext: 'client_id_ciphertext',
  clientSecretCiphertext: 'client_secret_ciphertext',
  refreshTokenCiphertext: 'refresh_token_ciphertext',
  accessTokenCiphertext: 'access_token_ciphertext',
} as const;

type SecretColumn = keyof typeof COLUMNS;

/** The only place that turns a row's secrets into text and back, each bound to its row and column. */
export class ConnectionSecrets {
  constructor(private readonly cipher: TokenCipher) {}

  sealCredentials(rowId: string, { clientId, clientSecret }: ClientCredentials) {
    return {
      clientIdCiphertext: this.seal(rowId, 'clientIdCiphertext', clientId),
      clientSecretCiphertext: this.seal(rowId, 'clientSecretCiphertext', clientSecret),
    };
  }

  sealRefreshToken(rowId: string, refreshToken: string) {
    return { refreshTokenCiphertext: this.seal(rowId, 'refreshTokenCiphertext', refreshToken) };
  }

  sealAccessToken(rowId: string, accessToken: string) {
    return { accessTokenCiphertext: this.seal(rowId, 'accessTokenCiphertext', accessToken) };
  }

  /** @throws StoredTokensUnreadableError */
  openCredentials(row: OAuthToken): ClientCredentials {
    return {
      clientId: this.open(row, 'clientIdCiphertext', row.clientIdCiphertext),
      clientSecret: this.open(row, 'clientSecretCiphertext', row.clientSecretCiphertext),
    };
  }

  /** @throws StoredTokensUnreadableError */
  openRefreshToken(row: OAuthToken): string {
    return this.open(row, 'refreshTokenCiphertext', row.refreshTokenCiphertext);
  }

  /** undefined when it does not open: for what is done at best effort. */
  tryOpenRefreshToken(row: OAuthToken): string | undefined {
    try {
      return this.openRefreshToken(row);
    } catch {
      return undefined;
    }
  }

  /** undefined when the row has none. @throws StoredTokensUnreadableError */
  openAccessToken(row: OAuthToken): AccessToken | undefined {
    if (!row.accessTokenCiphertext) return undefined;
    return new AccessToken(this.open(row, 'accessTokenCiphertext', row.accessTokenCiphertext), row.tokenVersion);
  }

  private seal(rowId: string, column: SecretColumn, text: string): Buffer {
    return this.cipher.encrypt(text, place(rowId, column));
  }

  private open({ id }: OAuthToken, column: SecretColumn, ciphertext: Buffer): string {
    try {
      return this.cipher.decrypt(ciphertext, place(id, column));
    } catch (error) {
      if (error instanceof CiphertextError) throw new StoredTokensUnreadableError({ cause: error });
      throw error;
    }
  }
}

function place(rowId: string, column: SecretColumn): CiphertextPlace {
  return { table: TABLE, column: COLUMNS[column], rowId };
}
