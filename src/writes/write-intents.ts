import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { In, type Repository } from 'typeorm';
import { Clock } from '../common/time/clock.js';
import { SdpOutcomeUnknownError } from '../sdp-api/sdp-api.errors.js';
import { CredentialHasher } from '../token/credential-hasher.js';
import { canonicalJson } from './canonical-json.js';
import { failureKind } from './failure-kind.js';
import { WriteIntent } from './write-intent.entity.js';
import type { WriteResult } from './write-result.js';
import {
  EarlierOutcomeUnknownError,
  KeyedOutcomeUnknownError,
  KeyUsedOtherwiseError,
  WriteUnderWayError,
} from './writes.errors.js';

/**
 * Life of a key: an assistant repeats a call within minutes, a person on the next morning; after that the same text is
 * a new write. As long as the expiry of deferred writes by default.
 */
export const KEY_LIFE_MS = 24 * 60 * 60_000;
/** A call is over after 45 s, so an intent that is older and still `sent` belongs to a process that died. */
const UNDER_WAY_MS = 60_000;
/** How long a call waits for an earlier one with its key, so that most repeats are answered without another. */
const PATIENCE_MS = 5_000;
const BETWEEN_LOOKS_MS = 250;

/** A write with a key, as its tool describes it. `O` is what the tool answers with. */
export interface KeyedWrite<O> {
  readonly connectionId: string;
  readonly key: string;
  readonly tool: string;
  /** What makes two calls the same: the arguments without the key, and the portal. JSON values only. */
  readonly request: unknown;
  send(): Promise<O>;
  /** What is kept of an answer. */
  keep(output: O): WriteResult;
  /** Looks for the effect of a call sent at that time; undefined when it is not there. */
  find(sentAt: Date): Promise<WriteResult | undefined>;
}

/** `kept`: an earlier call with this key did it, and nothing was sent by this one. */
export type KeyedOutcome<O> = { readonly output: O } | { readonly kept: WriteResult };

/**
 * Writes with a caller's key happen once: the intent is stored before anything is sent, and whoever comes with the same
 * key gets what became of it. See ADR 0010.
 */
@Injectable()
export class WriteIntents {
  private readonly logger = new Logger(WriteIntents.name);
  /** What was done and could not be stored, by attempt: this process need not ask SDP for it. */
  private readonly unstored = new LRUCache<string, WriteResult>({ max: 10_000 });

  constructor(
    @InjectRepository(WriteIntent) private readonly rows: Repository<WriteIntent>,
    private readonly hasher: CredentialHasher,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws KeyUsedOtherwiseError, WriteUnderWayError, EarlierOutcomeUnknownError, KeyedOutcomeUnknownError, and what
   *   `send` throws when nothing was done: then the key is free again
   */
  async once<O>(write: KeyedWrite<O>): Promise<KeyedOutcome<O>> {
    const text = canonicalJson([write.tool, write.request]);
    for (let waitedMs = 0; ; waitedMs += BETWEEN_LOOKS_MS) {
      const attemptId = await this.begin(write, this.hasher.digest(text));
      if (attemptId !== undefined) return { output: await this.send(write, attemptId) };

      const intent = await this.rows.findOneBy(idOf(write));
      // Gone or failed meanwhile: the next round takes the key.
      if (!intent || intent.state === 'failed') continue;
      if (!this.hasher.isDigestOf(text, intent.requestHash)) {
        throw new KeyUsedOtherwiseError(intent.tool);
      }
      if (intent.result) return { kept: intent.result };
      const unstored = this.unstored.get(intent.attemptId);
      if (unstored) return { kept: await this.settle(write, intent.attemptId, { state: 'done', result: unstored }) };
      const leftMs = intent.sentAt.getTime() + UNDER_WAY_MS - this.clock.nowMs();
      if (intent.state === 'unknown' || leftMs <= 0) return { kept: await this.lookAgain(write, intent) };
      if (waitedMs >= PATIENCE_MS) throw new WriteUnderWayError(leftMs / 1000);
      await wait(BETWEEN_LOOKS_MS);
    }
  }

  /** Takes the key, if nobody has it or nothing was done under it. Undefined: somebody has it. */
  private async begin({ connectionId, key, tool }: KeyedWrite<unknown>, requestHash: Buffer) {
    const attemptId = randomUUID();
    const now = this.clock.now();
    await this.rows.query(
      `INSERT INTO write_intents (connection_id, idempotency_key, request_hash, tool, state, attempt_id, sent_at, created_at)
       VALUES ($1, $2, $3, $4, 'sent', $5, $6, $6)
       ON CONFLICT (connection_id, idempotency_key) DO UPDATE
         SET request_hash = $3, tool = $4, state = 'sent', attempt_id = $5, sent_at = $6, created_at = $6, result = NULL
         WHERE write_intents.state = 'failed' OR write_intents.created_at <= $7`,
      [connectionId, key, requestHash, tool, attemptId, now, this.lastExpiry()],
    );
    const ours = await this.rows.existsBy({ connectionId, idempotencyKey: key, attemptId });
    return ours ? attemptId : undefined;
  }

  private async send<O>(write: KeyedWrite<O>, attemptId: string): Promise<O> {
    let output: O;
    try {
      output = await write.send();
    } catch (error) {
      const state = failureKind(error) === 'maybe_sent' ? 'unknown' : 'failed';
      await this.settle(write, attemptId, { state });
      throw error instanceof SdpOutcomeUnknownError ? new KeyedOutcomeUnknownError(error) : error;
    }
    await this.settle(write, attemptId, { state: 'done', result: write.keep(output) });
    return output;
  }

  private async lookAgain(write: KeyedWrite<unknown>, { attemptId, sentAt }: WriteIntent): Promise<WriteResult> {
    let found: WriteResult | undefined;
    try {
      found = await write.find(sentAt);
    } catch (error) {
      await this.settle(write, attemptId, { state: 'unknown' });
      throw new EarlierOutcomeUnknownError(false, { cause: error });
    }
    if (found) return this.settle(write, attemptId, { state: 'done', result: found });
    await this.settle(write, attemptId, { state: 'unknown' });
    throw new EarlierOutcomeUnknownError(true);
  }

  /**
   * Never fails the call: what was sent was sent, and an intent that stays `sent` is looked for by the next call with
   * the key.
   */
  private async settle<R extends WriteResult | undefined = undefined>(
    write: KeyedWrite<unknown>,
    attemptId: string,
    outcome: { readonly state: 'done' | 'failed' | 'unknown'; readonly result?: R },
  ): Promise<R> {
    const { state, result } = outcome;
    try {
      const open = { ...idOf(write), attemptId, state: In(['sent', 'unknown']) };
      await this.rows.update(open, { state, result: result ?? null });
      this.unstored.delete(attemptId);
    } catch (error) {
      if (result) this.unstored.set(attemptId, result);
      this.logger.error({ event: 'write_outcome_not_stored', tool: write.tool, error });
    }
    return result as R;
  }

  private lastExpiry(): Date {
    return new Date(this.clock.nowMs() - KEY_LIFE_MS);
  }
}

function idOf({ connectionId, key }: KeyedWrite<unknown>) {
  return { connectionId, idempotencyKey: key };
}
