import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { FaultProxy } from '../../support/fault-proxy.js';
import { HttpFaultProxy } from '../../support/http-fault-proxy.js';
import { type ServerProcess, startServerProcess } from '../../support/server-process.js';
import { adopt, kill } from './children.js';
import { pollUntil } from './poll.js';
import { stablePort } from './stable-port.js';

/** A start on a machine that others keep busy. */
const READY_WITHIN_MS = 90_000;
const LOOP_METER = join(import.meta.dirname, 'loop-meter.mjs');

/** Milliseconds by which the event loop was late. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The addresses that a replica reaches through proxies of its own. */
export interface Upstreams {
  readonly accounts: string;
  readonly sdp: string;
  readonly database: string;
}

/** One replica of the built server, on a port that it keeps over restarts, with its own links to the world. */
export class Replica {
  private process: ServerProcess | undefined;
  /** Also while it is not ready yet. */
  private child: ChildProcess | undefined;
  private earlier = '';

  private constructor(
    readonly index: number,
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
    readonly accounts: HttpFaultProxy,
    readonly sdp: HttpFaultProxy,
    readonly database: FaultProxy,
  ) {}

  /** Not yet started. */
  static async make(index: number, upstreams: Upstreams, env: NodeJS.ProcessEnv): Promise<Replica> {
    const [accounts, sdp, database, port] = await Promise.all([
      HttpFaultProxy.to(upstreams.accounts),
      HttpFaultProxy.to(upstreams.sdp),
      FaultProxy.to(upstreams.database),
      stablePort(),
    ]);
    const own = {
      PORT: String(port),
      DATABASE_URL: database.urlOf(upstreams.database),
      SDP_ACCOUNTS_URL: accounts.url,
      SDP_BASE_URL: sdp.url,
      NODE_OPTIONS: `--import=${LOOP_METER}`,
    };
    return new Replica(index, port, { LOG_LEVEL: 'info', ...env, ...own }, accounts, sdp, database);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the running process. */
  get pid(): number {
    return this.process?.child.pid ?? 0;
  }

  get isRunning(): boolean {
    const child = this.process?.child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Starts it, and waits until it is ready. */
  async start(extra: NodeJS.ProcessEnv = {}): Promise<void> {
    this.process = await startServerProcess({ ...this.env, ...extra }, READY_WITHIN_MS, (child) => {
      adopt(child);
      this.child = child;
    });
  }

  /** SIGTERM. @returns the exit code and how long it took */
  async stop(): Promise<{ readonly code: number | null; readonly ms: number }> {
    const started = performance.now();
    const code = (await this.process?.stop()) ?? null;
    this.forget();
    return { code, ms: performance.now() - started };
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    if (this.child) await kill(this.child);
    this.forget();
  }

  /** SIGSTOP: to the others it looks like a process on a machine that hangs. */
  pause(): void {
    this.process?.child.kill('SIGSTOP');
  }

  resume(): void {
    this.process?.child.kill('SIGCONT');
  }

  /** Everything it printed, also before its last restart. */
  output(): string {
    return this.earlier + (this.process?.output() ?? '');
  }

  /** Log lines of that event. */
  logged(event: string): number {
    return this.output().split(`"event":"${event}"`).length - 1;
  }

  /** Delays of its event loop since the last time this was asked. */
  async loopDelay(): Promise<LoopDelay> {
    const reports = () => [...this.output().matchAll(/^loop-meter (.*)$/gm)].map((match) => match[1] ?? '');
    const before = reports().length;
    this.process?.child.kill('SIGUSR2');
    await pollUntil('the loop meter has answered', () => reports().length > before, 10_000);
    return JSON.parse(reports().at(-1) ?? '') as LoopDelay;
  }

  async health(): Promise<{ status: string; circuits: { name: string; state: string }[] }> {
    return (await fetch(`${this.url}/health`)).json() as Promise<{
      status: string;
      circuits: { name: string; state: string }[];
    }>;
  }

  /** `closed` for a circuit that was never used. */
  async circuit(name: string): Promise<string> {
    return (await this.health()).circuits.find((circuit) => circuit.name === name)?.state ?? 'closed';
  }

  isReady(): Promise<boolean> {
    return this.says('/health/ready');
  }

  isLive(): Promise<boolean> {
    return this.says('/health/live');
  }

  private says(path: string): Promise<boolean> {
    return fetch(this.url + path, { signal: AbortSignal.timeout(3_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  async close(): Promise<void> {
    await this.kill();
    await Promise.all([this.accounts.close(), this.sdp.close(), this.database.close()]);
  }

  private forget(): void {
    this.earlier = this.output();
    this.process = undefined;
    this.child = undefined;
  }
}
