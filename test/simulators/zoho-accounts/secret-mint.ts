import { randomBytes, randomInt } from 'node:crypto';

const CLIENT_ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Makes ids and secrets in the vendor's forms (reference A.2) and remembers the secrets. */
export class SecretMint {
  /** Every secret, code and token made so far: what a test looks for where no secret may be. */
  readonly issued: string[] = [];

  /** A grant code, refresh token or access token; nothing in its form says which. */
  token(): string {
    return this.remember(`1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`);
  }

  clientSecret(): string {
    return this.remember(randomBytes(21).toString('hex'));
  }

  clientId(): string {
    const characters = Array.from({ length: 30 }, () => CLIENT_ID_ALPHABET[randomInt(CLIENT_ID_ALPHABET.length)]);
    return `1000.${characters.join('')}`;
  }

  private remember(secret: string): string {
    this.issued.push(secret);
    return secret;
  }
}
