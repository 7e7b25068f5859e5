import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ServerEvents } from '../common/events/server-events.js';
import { CIRCUIT_EVENTS, type CircuitState } from '../common/resilience/circuit-state.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { ReplicaBus } from './replica-bus.js';
import { CIRCUIT_NAME, MOST_BYTES } from './replica-message.js';

/** Another replica's circuit, in few words: its answer has to fit a message. */
const CircuitGlance = z.object({
  name: z.string().regex(CIRCUIT_NAME),
  state: z.enum(['closed', 'open', 'half-open']),
  openedAt: z.iso.datetime().nullable(),
  /** The last transitions, oldest first; none from a replica of an earlier release. */
  history: z
    .array(z.object({ at: z.iso.datetime(), to: z.enum(CIRCUIT_EVENTS), reason: z.string().max(200) }))
    .max(20)
    .default([]),
});
export type CircuitGlance = z.output<typeof CircuitGlance>;

export interface ReplicaGlance {
  readonly replica: string;
  readonly outcome: string;
  readonly circuits: readonly CircuitGlance[];
}

/** What one replica did about a reset. */
export interface ResetAnswer {
  readonly replica: string;
  readonly outcome: 'done' | 'failed' | 'no answer';
}

/** Transitions of each circuit that a glance has, at best and at worst. */
const HISTORIES = [5, 2, 1, 0];
/** Characters, all of one byte; the rest of a message is its envelope. */
const MOST_GLANCE = MOST_BYTES - 500;

/** Circuits of all replicas: each has its own, and an operator sees and resets them together. */
@Injectable()
export class ReplicaCircuits {
  constructor(
    private readonly bus: ReplicaBus,
    private readonly breakers: CircuitBreakers,
    private readonly events: ServerEvents,
  ) {
    bus.on('circuits_wanted', () => this.glance());
    bus.on('circuit_reset', ({ circuit }, origin) => {
      const known = breakers.reset(circuit);
      if (known && origin === 'elsewhere') events.emit({ type: 'circuit_reset', circuit, by: 'another replica' });
      return known;
    });
  }

  /** States on every living replica, this one's first; takes a second when one of them is silent. */
  async glances(): Promise<ReplicaGlance[]> {
    const answers = await this.bus.ask({ type: 'circuits_wanted' });
    return answers.map(({ replica, outcome, answer }) => ({
      replica,
      outcome,
      circuits: z.array(CircuitGlance).safeParse(answer).data ?? [],
    }));
  }

  /** Closes a circuit on every replica. undefined when none of them has one of that name. */
  async reset(circuit: string): Promise<ResetAnswer[] | undefined> {
    if (!CIRCUIT_NAME.test(circuit)) return undefined;
    const answers = await this.bus.ask({ type: 'circuit_reset', circuit });
    if (!answers.some(({ answer }) => answer === true)) return undefined;
    this.events.emit({ type: 'circuit_reset', circuit, by: 'admin' });
    return answers.map(({ replica, outcome }) => ({ replica, outcome }));
  }

  /** With as much of the past as fits a message: a circuit must not vanish behind its history. */
  private glance(): CircuitGlance[] {
    const glances = HISTORIES.map((most) => this.breakers.list().map((circuit) => glanceAt(circuit, most)));
    return glances.find((glance) => JSON.stringify(glance).length <= MOST_GLANCE) ?? [];
  }
}

function glanceAt({ name, state, openedAt, history }: CircuitState, most: number): CircuitGlance {
  const recent = most === 0 ? [] : history.slice(-most);
  return {
    ...{ name, state, openedAt: openedAt?.toISOString() ?? null },
    history: recent.map(({ at, to, reason }) => ({ at: at.toISOString(), to, reason })),
  };
}
