import { randomBytes } from 'node:crypto';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { kernelId } from './kernel.js';

/** What the process behind a claim says when asked: whether it still looks for others, or the folder is its own. */
export type ClaimState = 'starting' | 'holding';

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
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(
    readonly folder: string,
    /** Unique for ever, so that removing a dead claim can never hit a living one. */
    readonly name: string,
    private readonly server: Server | undefined,
    heartbeatMs: number,
  ) {
    this.heartbeat = setInterval(() => void this.beat(), heartbeatMs).unref();
  }

  static async make(folder: string, heartbeatMs: number): Promise<Claim> {
    const name = `${kernelId}-${process.pid}-${randomBytes(4).toString('hex')}`;
    const unready = join(folder, `.${name}`);
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(claim.state);
    });
    const listening = await listen(server, unready);
    if (!listening) await writeFile(unready, '');
    const claim = new Claim(folder, name, listening ? server : undefined, heartbeatMs);
    // Seen by others only now that it answers: between bind and listen a socket looks like a dead one.
    await rename(unready, claim.path);
    return claim;
  }

  get path(): string {
    return join(this.folder, this.name);
  }

  async remove(): Promise<void> {
    clearInterval(this.heartbeat);
    await rm(this.path, { force: true });
    this.server?.close();
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

/** False where there can be no socket: no Unix sockets on the file system, or too long a path. */
async function listen(server: Server, path: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(path, () => resolve(true)).unref();
  });
}
