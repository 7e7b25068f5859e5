import type { Clock } from '../../common/time/clock.js';
import type { Send } from '../http/operation.js';
import type { SdpUser } from '../people/user.schema.js';
import type { AnsweredWrites } from './answered-writes.js';

/** What it takes to look for the effect of a write whose answer was lost. */
export interface LookBack {
  /** Goes on when the caller has left. */
  readonly send: Send;
  /** The technician behind the token; undefined where SDP does not tell. */
  me(): Promise<SdpUser | undefined>;
  readonly clock: Clock;
  readonly answered: AnsweredWrites;
}
