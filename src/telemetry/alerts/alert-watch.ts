import { Injectable } from '@nestjs/common';
import { listenBy } from '../../common/events/event-table.js';
import { ServerEvents } from '../../common/events/server-events.js';
import { CircuitBreakers } from '../../common/resilience/circuit-breakers.js';
import { Clock } from '../../common/time/clock.js';
import { AlertOutbox } from './alert-outbox.js';
import {
  CIRCUITS_CLOSED,
  CIRCUITS_OPEN,
  CIRCUITS_STILL_OPEN,
  CONNECTIONS_IN_TROUBLE,
  CONNECTIONS_RECOVERED,
  DATABASE_BACK,
} from './alert-transitions.js';
import { OpenCircuits } from './open-circuits.js';

/** Three looks without a replica that has the circuit open, and it counts as closed. */
const CLOSED_AFTER_MS = 45_000;

interface Outage {
  readonly lostAt: Date;
  readonly backAt: Date;
}

/**
 * Finds what operators are to be told. Connections are judged by their rows and not by events: what a crash or a lost
 * connection kept from being told is told at the next look.
 */
@Injectable()
export class AlertWatch {
  private readonly openCircuits = new OpenCircuits();
  private outage: Outage | undefined;

  constructor(
    events: ServerEvents,
    private readonly outbox: AlertOutbox,
    private readonly breakers: CircuitBreakers,
    private readonly clock: Clock,
  ) {
    listenBy(events, {
      database_back: ({ lostForMs }) => {
        const backAt = this.clock.now();
        this.outage = { lostAt: new Date(backAt.getTime() - lostForMs), backAt };
      },
    });
  }

  async look(): Promise<void> {
    // What concerns everybody first: when the database is slow, a look over all connections may fail.
    await this.lookAtCircuits();
    await this.tellOfOutage();
    await this.outbox.raise(CONNECTIONS_IN_TROUBLE);
    await this.outbox.raise(CONNECTIONS_RECOVERED, [this.clock.now()]);
    await this.outbox.prune();
  }

  private async lookAtCircuits(): Promise<void> {
    const now = this.clock.now();
    const open = this.openCircuits.look(this.breakers.list(), now);
    const names = open.map(({ name }) => name);
    await this.outbox.note(CIRCUITS_STILL_OPEN, [now, names]);
    await this.outbox.raise(CIRCUITS_OPEN, [names, open.map(({ since }) => since)]);
    await this.outbox.raise(CIRCUITS_CLOSED, [now, new Date(now.getTime() - CLOSED_AFTER_MS)]);
  }

  private async tellOfOutage(): Promise<void> {
    const { outage } = this;
    if (!outage) return;
    await this.outbox.raiseAlone(DATABASE_BACK, [outage.backAt, outage.lostAt]);
    if (this.outage === outage) this.outage = undefined;
  }
}
