import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderInUseError } from '../../database.errors.js';
import { Claim, type ClaimOptions } from './claim.js';
import { lookAt } from './rival.js';

/** Of two that start in the same instant, how often and how long the one that goes first waits for the other. */
const TRIES = 100;
const BETWEEN_TRIES_MS = 50;

export interface LockOptions extends ClaimOptions {
  /** Silence after which a claim that cannot be asked counts as dead; several heartbeats. */
  readonly deadAfterMs: number;
}

const DEFAULTS: LockOptions = { heartbeatMs: 10_000, deadAfterMs: 60_000, sockets: process.platform !== 'win32' };

/**
 * Keeps a data folder to one process: PGlite has no lock of its own, and two on one folder destroy it.
 *
 * Everybody first puts up a claim under a name of their own and then looks at all the others; so of any two, at least
 * one sees the other. A dead claim is removed by its unique name, which cannot hit a claim made since.
 */
export class FolderLock {
  private constructor(private readonly claim: Claim) {}

  /** @throws FolderInUseError when a living process holds the folder. */
  static async take(dataFolder: string, options = DEFAULTS): Promise<FolderLock> {
    const folder = join(dataFolder, 'in-use');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const claim = await Claim.make(folder, options);
    try {
      await prevail(claim, dataFolder, options);
    } catch (error) {
      await claim.remove();
      throw error;
    }
    return new FolderLock(claim);
  }

  /** `call` runs if the folder is taken from us: another machine believed us dead, or somebody deleted it. */
  onLost(call: () => void): void {
    this.claim.onLost = call;
  }

  release(): Promise<void> {
    return this.claim.remove();
  }
}

/** Resolves once no other living claim is there. */
async function prevail(claim: Claim, dataFolder: string, options: LockOptions): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (!(await hasToWait(claim, dataFolder, options))) {
      claim.state = 'holding';
      return;
    }
    await delay(BETWEEN_TRIES_MS);
  }
  throw inUse(dataFolder, 'another process');
}

/** Whether somebody who starts at the same time has yet to give way: the lower name goes first. */
async function hasToWait(claim: Claim, dataFolder: string, { deadAfterMs }: LockOptions): Promise<boolean> {
  let wait = false;
  for (const name of await readdir(claim.folder)) {
    if (name === claim.name || name.startsWith('.')) continue;
    const rival = await lookAt(name, claim, deadAfterMs);
    if (!rival.alive) await rm(join(claim.folder, name), { force: true });
    else if (rival.state === 'starting' && claim.name < name) wait = true;
    else if (rival.local) throw inUse(dataFolder, `process ${rival.pid} of this machine`);
    else throw inUse(dataFolder, `process ${rival.pid} of another machine`, PATIENCE);
  }
  return wait;
}

const PATIENCE = ' If that machine is gone, start again in a minute.';

function inUse(dataFolder: string, who: string, more = ''): FolderInUseError {
  return new FolderInUseError(
    `The data folder ${dataFolder} is in use by ${who}. An embedded database serves one process: stop the other one, ` +
      `give this one a folder of its own (SDP_DATA_DIR), or let both use one PostgreSQL (DATABASE_URL).${more}`,
  );
}
