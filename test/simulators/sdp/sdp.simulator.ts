import { type Clock, SystemClock } from '../../../src/common/time/clock.js';
import { applyFault, FaultSwitch } from '../common/faults.js';
import { type LoopbackServer, startLoopbackServer } from '../common/loopback-server.js';
import type { JournalEntry } from './journal.js';
import { defaultSettings, type SdpSettings } from './settings.js';

/** Who an access token speaks for; undefined when it is not alive. */
export type Introspect = (accessToken: string) => { user: string; scopes: readonly string[] } | undefined;

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
  readonly faults = new FaultSwitch();

  private server: LoopbackServer;

  private constructor(
    private readonly clock: Clock,
    readonly portal: string,
    /** May be changed at any time; the next call sees it. */
    readonly settings: SdpSettings,
  ) {}

  static async start(options: SdpSimulatorOptions): Promise<SdpSimulator> {
    const { clock = new SystemClock(), portal = 'itdesk', port = 0 } = options;
    const simulator = new SdpSimulator(clock, portal, { ...defaultSettings(), ...options.settings });
    simulator.server = await startLoopbackServer(async (req, res) => {
      const method = req.method ?? 'GET';
      const path = new URL(req.url ?? '/', simulator.url).pathname;
      if ((await applyFault(simulator.faults.take({ method, path }), req, res)) === 'answered') return;
      res.writeHead(404, { 'content-type': 'application/json;charset=UTF-8' });
      res.end(
        JSON.stringify({
          response_status: {
            status_code: 4000,
            messages: [{ status_code: 4007, type: 'failed', message: 'Invalid URL' }],
            status: 'failed',
          },
        }),
      );
    }, port);
    return simulator;
  }

  /** Such as `http://127.0.0.1:4002`. */
  get url(): string {
    return this.server.url;
  }

  /** The calls that changed something. */
  writes(): JournalEntry[] {
    return this.journal.filter(({ wrote }) => wrote);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
