import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThanOrEqual, MoreThan, type Repository } from 'typeorm';
import { z } from 'zod';
import { DATA_CENTERS } from '../common/data-center.js';
import { Clock } from '../common/time/clock.js';
import { CredentialHasher } from '../token/credential-hasher.js';
import { TokenCipher } from '../token/token-cipher.js';
import { StateInvalidError } from './consent.errors.js';
import { OAuthState } from './oauth-state.entity.js';

/** Life of a `state`: long enough to sign in with a second factor, short enough to be worthless in a history. */
const LIFE_MS = 10 * 60_000;
/** A state is given out again while it has at least this long to live. */
const REUSE_MS = 5 * 60_000;
/** Beyond this many pending consents of all people no more are begun, so that strangers cannot fill the table. */
const MOST_PENDING = 10_000;
/** 256 bits as base64url. */
const STATE = /^[A-Za-z0-9_-]{43}$/;

const Pending = z.object({
  state: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  dataCenter: z.enum(DATA_CENTERS),
  portal: z.string().optional(),
  redirectUri: z.string(),
});

/** A consent that was begun and what is needed to end it. */
export type PendingConsent = Omit<z.output<typeof Pending>, 'state'>;

/** Keeps begun consents until the browser comes back: hashed `state`, encrypted content, used once. */
@Injectable()
export class ConsentStates {
  constructor(
    @InjectRepository(OAuthState) private readonly rows: Repository<OAuthState>,
    private readonly cipher: TokenCipher,
    private readonly hasher: CredentialHasher,
    private readonly clock: Clock,
  ) {}

  /**
   * A `state` for this consent: the one of an equal consent of the same caller that is young enough, or a new one.
   * So asking again and again adds no rows and leaves the address that is open in a browser valid.
   *
   * @returns undefined when too many consents are pending
   */
  async begin(consent: PendingConsent): Promise<string | undefined> {
    const callerDigest = this.hasher.verifier(consent);
    const present = await this.reusable(callerDigest, consent);
    if (present !== undefined) return present;

    await this.rows.delete({ expiresAt: LessThanOrEqual(this.clock.now()) });
    if ((await this.rows.count()) >= MOST_PENDING) return undefined;

    const state = randomBytes(32).toString('base64url');
    const stateHash = hash(state);
    await this.rows.insert({
      stateHash,
      callerDigest,
      ciphertext: this.cipher.encrypt(JSON.stringify({ ...consent, state }), place(stateHash)),
      expiresAt: new Date(this.clock.nowMs() + LIFE_MS),
    });
    return state;
  }

  /**
   * Takes the consent of a `state` out of the table: a second redirect with the same `state` finds nothing, also
   * when both arrive at once on two replicas, because one DELETE returns the row.
   *
   * @throws StateInvalidError when it is unknown, used or expired
   */
  async take(state: string): Promise<PendingConsent> {
    if (!STATE.test(state)) throw new StateInvalidError();
    const stateHash = hash(state);
    const deleted = await this.rows
      .createQueryBuilder()
      .delete()
      .where('state_hash = :stateHash AND expires_at > :now', { stateHash, now: this.clock.now() })
      .returning('ciphertext')
      .execute();
    const [row] = z.array(z.object({ ciphertext: z.instanceof(Buffer) })).parse(deleted.raw);
    if (!row) throw new StateInvalidError();
    return this.open(row.ciphertext, stateHash);
  }

  private async reusable(callerDigest: Buffer, wanted: PendingConsent): Promise<string | undefined> {
    const rows = await this.rows.findBy({
      callerDigest,
      expiresAt: MoreThan(new Date(this.clock.nowMs() + REUSE_MS)),
    });
    return rows
      .map(({ ciphertext, stateHash }) => this.open(ciphertext, stateHash))
      .find(
        ({ dataCenter, portal, redirectUri }) =>
          dataCenter === wanted.dataCenter && portal === wanted.portal && redirectUri === wanted.redirectUri,
      )?.state;
  }

  private open(ciphertext: Buffer, stateHash: Buffer): z.output<typeof Pending> {
    return Pending.parse(JSON.parse(this.cipher.decrypt(ciphertext, place(stateHash))));
  }
}

function hash(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

function place(stateHash: Buffer): { table: string; column: string; rowId: string } {
  return { table: 'oauth_states', column: 'ciphertext', rowId: stateHash.toString('hex') };
}
