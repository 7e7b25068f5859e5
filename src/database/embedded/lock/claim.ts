import { randomBytes } from 'node:crypto';
import { chmod, type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { kernelId } from './kernel.js';

/** What the process behind a claim says when asked: whether it still looks for others, or the folder is its own. */
export type ClaimState = 'starting' | 'holding';

export interface ClaimOptions {
  /** A claim is a sign of life as well; it is renewed this often. */
  readonly heartbeatMs: number;
  /** Whether the claim may be a socket. Where none can be made it is a file in any case. */
  readonly sockets: boolean;
}

/** What every system takes. A longer one is cut off without a word, and the socket then lies somewhere else. */
const LONGEST_SOCKET_PATH = 100;

/**
 * This process's claim on a folder: a listening Unix socket in it. The kernel closes the socket with the process,
 * whatever ends it, so a socket that accepts belongs to a living process, in any container of this machine.
 *
 * Where the file system knows no sockets the claim is a plain file, and only its heartbeat speaks for it.
 */
export class Claim {
  state: ClaimState = 'starting';
  /** Called when the claim has vanished from the folder: it is no longer ours. */
  onLost: () => void = () => undefined;
  /** Unique for ever, so that removing a dead claim can never hit a living one. */
  readonly name = `${kernelId}-${process.pid}-${randomBytes(4).toString('hex')}`;
  private readonly server: Server;
  private heartbeat: NodeJS.Timeout | undefined;

  private constructor(
    readonly folder: string,
    private readonly handle: FileHandle | undefined,
  ) {
    this.server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(this.state);
    }).unref();
  }

  static async make(folder: string, { heartbeatMs, sockets }: ClaimOptions): Promise<Claim> {
    const claim = new Claim(folder, process.platform === 'linux' ? await open(folder) : undefined);
    const unready = `.${claim.name}`;
    const listens = sockets && (await claim.listen(unready));
    if (!listens) await writeFile(join(folder, unready), '');
    // Seen by others only now that it answers: between bind and listen a socket looks like a dead one.
    await rename(join(folder, unready), claim.path);
    claim.heartbeat = setInterval(() => void claim.beat(), heartbeatMs).unref();
    return claim;
  }

  get path(): string {
    return join(this.folder, this.name);
  }

  /** The shortest way to the socket called `name` in the folder; undefined when all are too long. */
  socketPath(name: string): string | undefined {
    const path = join(this.folder, name);
    const ways = [path, relative('', path), ...(this.handle ? [`/proc/self/fd/${this.handle.fd}/${name}`] : [])];
    return ways.find((way) => Buffer.byteLength(way) <= LONGEST_SOCKET_PATH);
  }

  async remove(): Promise<void> {
    clearInterval(this.heartbeat);
    await rm(this.path, { force: true });
    this.server.close();
    await this.handle?.close();
  }

  /** False where there can be no socket. */
  private async listen(name: string): Promise<boolean> {
    const path = this.socketPath(name);
    if (path === undefined) return false;
    return new Promise((resolve) => {
      this.server.once('error', () => resolve(false));
      this.server.listen(path, () => resolve(true));
    });
  }

  /** Sets the time of change by the file system's own clock, which all who share the folder see alike. */
  private async beat(): Promise<void> {
    try {
      await chmod(this.path, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return;
      clearInterval(this.heartbeat);
      this.onLost();
    }
  }
}
