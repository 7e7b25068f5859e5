import { randomUUID } from 'node:crypto';
import type { ClientCredentials } from '../../../src/token/credentials.js';
import type { GrantVerdict } from '../../../src/token/grant-verdict.js';
import type { FakeClock } from '../../support/fake-clock.js';

export type Mood = 'well' | 'invalid_code' | 'throttled' | 'lost_answer' | 'server_error';

interface Ask {
  readonly refreshToken: string;
  readonly askedAtMs: number;
  answeredAtMs: number | undefined;
  /** Did it give a token, whether or not the answer arrived? */
  issued: boolean;
  lost: boolean;
}

/** Holds an answer back until the schedule lets it go. */
export type HoldBack = <T>(answer: () => T, label: string) => Promise<T>;

/**
 * Zoho Accounts for schedules: one client, whose answers come when and in which order the schedule says. Keeps the
 * rules that matter to interleavings (reference A.4, A.6, A.7): codes work once, the refresh token stays, a revoked one
 * is refused.
 */
export class ScriptedZoho {
  readonly asks: Ask[] = [];
  /** Refresh tokens in the order in which set-ups got them. */
  readonly refreshTokens: string[] = [];
  private readonly revoked = new Set<string>();
  private readonly accessTokens = new Map<string, string>();
  mood: Mood = 'well';

  constructor(
    private readonly clock: FakeClock,
    private readonly holdBack: HoldBack,
  ) {}

  /** The newest refresh token stops working, as when its owner removes it. */
  revokeNewest(): void {
    const newest = this.refreshTokens.at(-1);
    if (newest !== undefined) this.revoked.add(newest);
  }

  isRevoked(refreshToken: string): boolean {
    return this.revoked.has(refreshToken);
  }

  /** Refresh token that an access token came from. */
  originOf(accessToken: string): string | undefined {
    return this.accessTokens.get(accessToken);
  }

  async authorizationCodeGrant(): Promise<GrantVerdict> {
    return this.holdBack(() => {
      const refreshToken = `refresh-${this.refreshTokens.length + 1}`;
      this.refreshTokens.push(refreshToken);
      return this.grant(refreshToken, { refreshToken });
    }, 'code exchanged');
  }

  async refreshTokenGrant(
    _dataCenter: string,
    { refreshToken }: ClientCredentials & { refreshToken: string },
  ): Promise<GrantVerdict> {
    const ask: Ask = {
      refreshToken,
      askedAtMs: this.clock.nowMs(),
      answeredAtMs: undefined,
      issued: false,
      lost: false,
    };
    this.asks.push(ask);
    const { mood } = this;
    const verdict = await this.holdBack(() => this.judge(ask, mood), `refresh ${this.asks.length} answered`);
    ask.answeredAtMs = this.clock.nowMs();
    return verdict;
  }

  async revoke(): Promise<boolean> {
    return false;
  }

  admits(): 'all' {
    return 'all';
  }

  async close(): Promise<void> {}

  private judge(ask: Ask, mood: Mood): GrantVerdict {
    if (mood === 'throttled') return { kind: 'throttled', everyone: false };
    if (mood === 'server_error') return { kind: 'transient', code: 'server_error', mayHaveIssued: false };
    if (mood === 'invalid_code' || this.revoked.has(ask.refreshToken)) {
      return { kind: 'permanent', code: 'invalid_code' };
    }
    ask.issued = true;
    ask.lost = mood === 'lost_answer';
    const verdict = this.grant(ask.refreshToken);
    return mood === 'lost_answer' ? { kind: 'transient', code: 'timeout', mayHaveIssued: true } : verdict;
  }

  private grant(origin: string, { refreshToken }: { refreshToken?: string } = {}): GrantVerdict {
    const accessToken = randomUUID();
    this.accessTokens.set(accessToken, origin);
    return { kind: 'ok', grant: { accessToken, refreshToken, scopes: undefined, lifetimeSeconds: 3_600 } };
  }
}
