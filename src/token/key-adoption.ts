import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { z } from 'zod';
import { ReplicaBus } from '../replicas/replica-bus.js';
import { KeyRing, type RingKey, shownKeyId } from './key-ring.js';
import { KnownKeys } from './known-keys.js';

const BETWEEN_ASKS_MS = 15_000;

const keyId = z.string().regex(/^[0-9a-f]{8}$/);
const Answer = z.object({ sealing: keyId, known: z.array(keyId) });

/** What a running server says of its keys. `undefined`: it did not answer, or is of a version that does not know how. */
export interface ServerKeys {
  readonly server: string;
  readonly keys: z.output<typeof Answer> | undefined;
}

/**
 * Lets this server seal under its primary key once every running server knows that key. Until then it seals under one
 * that stands behind it, so that servers which are restarted one after the other open each other's rows all the while.
 * See ADR 0014.
 */
@Injectable()
export class KeyAdoption implements OnApplicationBootstrap {
  private readonly logger = new Logger(KeyAdoption.name);

  constructor(
    private readonly ring: KeyRing,
    private readonly known: KnownKeys,
    private readonly bus: ReplicaBus,
  ) {
    bus.on('keys_wanted', (_message, origin) => {
      // Whoever asks may have adopted a key just now.
      if (origin === 'elsewhere') setImmediate(() => void this.tick());
      return { sealing: shownKeyId(ring.sealing.id), known: ring.keys.map(({ id }) => shownKeyId(id)) };
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.adopt();
  }

  @Interval(BETWEEN_ASKS_MS)
  async tick(): Promise<void> {
    if (this.ring.sealing === this.ring.primary) return;
    try {
      await this.adopt();
    } catch (error) {
      this.logger.warn({ event: 'key_adoption_failed', error });
    }
  }

  /** Adopts the primary key if every running server knows it. Returns the servers that do not. */
  async adopt(): Promise<ServerKeys[]> {
    const { primary } = this.ring;
    if (await this.known.isAdopted(primary)) {
      this.sealUnder(primary);
      return [];
    }
    const without = (await this.others()).filter(({ keys }) => !keys?.known.includes(shownKeyId(primary.id)));
    if (without.length === 0) {
      await this.known.adopt(primary);
      this.sealUnder(primary);
    } else {
      this.sealUnder(await this.formerKey());
    }
    return without;
  }

  /** The other running servers and their keys. With the embedded database there are none. */
  async others(): Promise<ServerKeys[]> {
    const [, ...others] = await this.bus.ask({ type: 'keys_wanted' });
    return others.map(({ replica, answer }) => ({ server: replica, keys: Answer.safeParse(answer).data }));
  }

  /** The key adopted before, if it is in the ring. */
  private async formerKey(): Promise<RingKey> {
    const former = (await this.known.list())
      .filter(({ adoptedAt }) => adoptedAt)
      .map(({ keyId: id }) => this.ring.find(id));
    return former.find((key) => key !== undefined) ?? this.ring.keys[1] ?? this.ring.primary;
  }

  private sealUnder(key: RingKey): void {
    if (key === this.ring.sealing) return;
    this.ring.sealUnder(key);
    this.logger.log({ event: 'sealing_key', reason: shownKeyId(key.id) });
  }
}
