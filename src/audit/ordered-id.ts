import { randomBytes } from 'node:crypto';

/** 12 bits count what happens within one millisecond (RFC 9562 section 6.2, method 1). */
const MOST_A_MS = 0xfff;

/**
 * Makes UUIDs of version 7 (RFC 9562 section 5.7): sorted as text or by PostgreSQL, they are in the order in which
 * this maker made them, also within a millisecond and when the clock steps back.
 */
export class OrderedIds {
  private lastMs = 0;
  private count = 0;

  /** @param nowMs milliseconds since the epoch */
  next(nowMs: number): string {
    if (nowMs > this.lastMs) [this.lastMs, this.count] = [nowMs, 0];
    else if (this.count < MOST_A_MS) this.count += 1;
    else [this.lastMs, this.count] = [this.lastMs + 1, 0];

    const time = this.lastMs.toString(16).padStart(12, '0');
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80);
    const tail = random.toString('hex');
    const count = this.count.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  }
}
