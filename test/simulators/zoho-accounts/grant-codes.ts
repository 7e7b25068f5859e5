import type { Clock } from '../../../src/common/time/clock.js';
import type { SecretMint } from './secret-mint.js';

const MINUTE_MS = 60_000;
const CREATION_WINDOW_MS = 10 * MINUTE_MS;

export interface CodeOptions {
  readonly clientId: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly minutes: number;
  /** Redirect address the code was sent to; codes of the console have none. */
  readonly redirectUri?: string;
  /** Does its exchange give a refresh token? */
  readonly offline: boolean;
}

export interface GrantCode extends CodeOptions {
  readonly value: string;
  readonly expiresAtMs: number;
}

/** Grant codes of the console and of the consent page: short-lived and single use (reference A.2, A.4.1). */
export class GrantCodes {
  private readonly unused = new Map<string, GrantCode>();
  private readonly creations = new Map<string, number[]>();

  constructor(
    private readonly clock: Clock,
    private readonly mint: SecretMint,
  ) {}

  /** Undefined when the client made `limit` codes in the last ten minutes (reference A.6). */
  create(options: CodeOptions, limit: number): GrantCode | undefined {
    const now = this.clock.nowMs();
    const recent = (this.creations.get(options.clientId) ?? []).filter((at) => at > now - CREATION_WINDOW_MS);
    if (recent.length >= limit) return undefined;

    this.creations.set(options.clientId, [...recent, now]);
    const code = { ...options, value: this.mint.token(), expiresAtMs: now + options.minutes * MINUTE_MS };
    this.unused.set(code.value, code);
    return code;
  }

  /** The code, while it is unused, unexpired and presented by the client it was made for (reference A.5). */
  findRedeemable(value: string, clientId: string): GrantCode | undefined {
    const code = this.unused.get(value);
    if (!code || code.clientId !== clientId || code.expiresAtMs <= this.clock.nowMs()) return undefined;
    return code;
  }

  markUsed(code: GrantCode): void {
    this.unused.delete(code.value);
  }
}
