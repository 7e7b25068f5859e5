import { Injectable } from '@nestjs/common';
import type { DataCenter } from '../common/data-center.js';
import { outcomeCode } from '../common/errors/outcome-code.js';
import { ServerEvents } from '../common/events/server-events.js';

/** What is known of a set-up while it runs. */
export interface SetupAttempt {
  /** Where the grant token is taken to, as far as it is known by now. */
  dataCenter: DataCenter;
}

/** Tells of set-ups that fail; the one that succeeds is told by whoever stores the tokens. */
@Injectable()
export class SetupAttempts {
  constructor(private readonly events: ServerEvents) {}

  async run<T>(attempt: SetupAttempt, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.events.emit({ type: 'setup_failed', dataCenter: attempt.dataCenter, code: outcomeCode(error) });
      throw error;
    }
  }
}
