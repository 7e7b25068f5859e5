import { type Clock, SystemClock } from '../../../src/common/time/clock.js';
import { applyFault, FaultSwitch, type RequestSeen } from '../common/faults.js';
import { type LoopbackServer, startLoopbackServer } from '../common/loopback-server.js';
import type { JournalEntry } from './journal.js';
import { answerCall, type Server, type Trace } from './pipeline/answer-call.js';
import type { Introspect } from './pipeline/authenticate.js';
import { type Incoming, readIncoming } from './pipeline/incoming.js';
import { RateLimiter } from './pipeline/rate-limiter.js';
import { refusalAnswer, replyAnswer, sendAnswer } from './pipeline/send-answer.js';
import { routes } from './routes/routes.js';
import { seedStore } from './seed/seed-store.js';
import { defaultSettings, type SdpSettings } from './settings.js';
import { addTechnician } from './store/people.js';
import type { PersonRow } from './store/rows.js';
import type { SdpStore } from './store/sdp-store.js';

export interface SdpSimulatorOptions {
  readonly introspect: Introspect;
  readonly clock?: Clock;
  /** URL name of the one portal; default `itdesk`. */
  readonly portal?: string;
  /** Same seed, same tickets; default 1. */
  readonly seed?: number;
  /** Default: any free one. */
  readonly port?: number;
  readonly settings?: Partial<SdpSettings>;
}

/** A stand-in for ServiceDesk Plus Cloud: a real HTTP server on loopback that keeps the rules of its API v3. */
export class SdpSimulator {
  /** What arrived, in order. */
  readonly journal: JournalEntry[] = [];
  /** What goes wrong on purpose. */
  readonly faults = new FaultSwitch<RequestSeen>();

  private server: LoopbackServer;

  private constructor(private readonly wiring: Server) {}

  static async start(options: SdpSimulatorOptions): Promise<SdpSimulator> {
    const { introspect, clock = new SystemClock(), portal = 'itdesk', seed = 1, port = 0 } = options;
    const defaults = defaultSettings();
    const operations = { ...defaults.operations, ...options.settings?.operations };
    const settings = { ...defaults, ...options.settings, operations };
    const store = seedStore({ seed, now: clock.nowMs() });
    const simulator = new SdpSimulator({
      portal: { name: portal, store, settings, clock },
      routes,
      rateLimiter: new RateLimiter(),
      introspect,
    });
    simulator.server = await startLoopbackServer(async (req, res) => {
      const incoming = await readIncoming(req);
      const { method, path } = incoming;
      if ((await applyFault(simulator.faults.take({ method, path }), req, res)) === 'answered') return;
      sendAnswer(res, simulator.answer(incoming));
    }, port);
    return simulator;
  }

  /** Such as `http://127.0.0.1:4002`. */
  get url(): string {
    return this.server.url;
  }

  get portal(): string {
    return this.wiring.portal.name;
  }

  /** May be changed at any time; the next call sees it. */
  get settings(): SdpSettings {
    return this.wiring.portal.settings;
  }

  /** What the portal holds; may be read and changed. */
  get store(): SdpStore {
    return this.wiring.portal.store;
  }

  /** The calls that changed something, in order. */
  writes(): JournalEntry[] {
    return this.journal.filter(({ wrote }) => wrote);
  }

  /** Makes somebody a technician of this portal; the person as it is when the mail address is known already. */
  addTechnician(mail: string, name?: string): PersonRow {
    return addTechnician(this.store, mail, name);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Synchronous, so calls are carried out one after the other and none sees another half done. */
  private answer(incoming: Incoming) {
    const trace: Trace = {};
    const { portal } = this.wiring;
    let answer;
    let wrote = false;
    try {
      const reply = answerCall(incoming, this.wiring, trace);
      wrote = incoming.method !== 'GET' && reply.wrote !== false;
      answer = replyAnswer(reply);
    } catch (refusal) {
      answer = refusalAnswer(refusal, portal.settings);
    }
    const { user, path = incoming.path, operation, input } = trace;
    const { method } = incoming;
    this.journal.push({ at: portal.clock.nowMs(), method, path, operation, user, status: answer.status, wrote, input });
    return answer;
  }
}
