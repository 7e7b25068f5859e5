import { setTimeout as wait } from 'node:timers/promises';
import type { AppConfig } from '../../src/config/app-config.js';
import type { ServerEvent } from '../../src/common/events/server-event.js';
import type { Random } from '../simulators/sdp/seed/random.js';
import type { SimulatedTechnician, Simulators } from '../simulators/simulators.js';
import type { FakeClock } from '../support/fake-clock.js';
import { Replica } from './replica.js';
import { type Circumstance, Tally } from './tally.js';

/** A technician of the month. */
export interface Person extends SimulatedTechnician {
  clientSecret: string;
  /** Calls cannot work until the person does something. */
  mustAct: boolean;
  /** The person revoked access or renewed the secret: a refusal is right. */
  deserved: boolean;
}

/** Everybody and everything in the month, and what is counted of them. */
export class World {
  readonly tally = new Tally();
  readonly people: Person[] = [];
  readonly replicas: Replica[] = [];
  /** Minute until which a vendor is sick. */
  readonly sickUntil = { accounts: -1, sdp: -1 };
  /** Clients for whom other software used up Zoho's tokens. */
  readonly throttledByOthers = new Set<string>();
  minute = 0;
  recoveredAt = -Infinity;
  private readonly plans = new Map<number, (() => Promise<void>)[]>();
  private readonly byConnection = new Map<string, Person>();
  private settingUp: Person | undefined;

  constructor(
    readonly clock: FakeClock,
    readonly simulators: Simulators,
    private readonly config: AppConfig,
    private readonly random: Random,
  ) {}

  async startReplica(place: number): Promise<void> {
    this.replicas[place] = await Replica.start(this.config, this.clock, (event) => this.hear(event));
  }

  anyReplica(): Replica {
    return this.random.pick(this.replicas);
  }

  /** One set-up at a time, so that the event of it is known to be this person's. */
  async setUp(person: Person): Promise<void> {
    this.settingUp = person;
    await this.anyReplica().setUp(person);
    this.settingUp = undefined;
  }

  /** A call, counted under what the world was like when it began. */
  async call(person: Person): Promise<boolean> {
    const circumstance = this.circumstanceOf(person);
    const [ticket] = this.simulators.sdp().store.requests.values();
    const result = await this.anyReplica().call(person, 'get_request', { request_id: ticket!.display_id });
    this.tally.call(circumstance, result.isError ? String(result.structuredContent['code']) : 'ok');
    return result.isError !== true;
  }

  later(minutes: number, act: () => Promise<void> | void): void {
    const minute = this.minute + minutes;
    this.plans.set(minute, [...(this.plans.get(minute) ?? []), async () => act()]);
  }

  nextMinute(): void {
    this.minute += 1;
  }

  async doWhatIsPlanned(): Promise<void> {
    for (const act of this.plans.get(this.minute) ?? []) await act();
    this.plans.delete(this.minute);
  }

  /** The clock goes on while work is done, a second at a time; when it is done early, the rest passes at once. */
  async letTimePass(minutes: number, work: readonly Promise<unknown>[]): Promise<void> {
    let left = minutes * 60;
    let busy = true;
    const done = Promise.all(work).finally(() => (busy = false));
    while (busy && left > 1) {
      await Promise.race([done, wait(2)]);
      this.clock.advance(1_000);
      left -= 1;
    }
    await done;
    this.clock.advance(left * 1_000);
  }

  /** Zoho's throttle answers to people who use no other software. */
  throttleBlocks(): number {
    return this.simulators
      .accounts()
      .meter.filter(
        ({ outcome, fault, clientId }) => /denied/i.test(outcome) && !fault && !this.throttledByOthers.has(clientId),
      ).length;
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
    await this.simulators.close();
  }

  private hear(event: ServerEvent): void {
    const connectionId = 'connectionId' in event ? event.connectionId : undefined;
    if (connectionId === undefined) return;
    if (event.type === 'connection_set_up' && this.settingUp) this.byConnection.set(connectionId, this.settingUp);
    const deserved = this.byConnection.get(connectionId)?.deserved ?? false;
    this.tally.hear(event, { zohoUp: this.sickUntil.accounts <= this.minute, deserved });
  }

  private circumstanceOf({ mustAct }: Person): Circumstance {
    if (mustAct) return 'person must act';
    if (this.sickUntil.sdp > this.minute) return 'ServiceDesk Plus sick';
    if (this.sickUntil.accounts > this.minute) return 'Zoho Accounts sick';
    return this.minute - this.recoveredAt < 4 ? 'just recovered' : 'all well';
  }
}
