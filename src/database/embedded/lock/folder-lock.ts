import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderInUseError } from '../../database.errors.js';
import { Claim } from './claim.js';
import { lookAt, type Rival } from './rival.js';

/** Of two that start in the same instant, how often and how long the one that goes first waits for the other. */
const TRIES = 100;
const BETWEEN_TRIES_MS = 50;

/**
 * Keeps a data folder to one process: PGlite has no lock of its own, and two on one folder destroy it.
 *
 * Everybody first puts up a claim under a name of their own and then looks at all the others; so of any two, at least
 * one sees the other. A dead claim is removed by its unique name, which cannot hit a claim made since.
 */
export class FolderLock {
  private constructor(private readonly claim: Claim) {}

  /** @throws FolderInUseError when a living process holds the folder. */
  static async take(dataFolder: string): Promise<FolderLock> {
    const folder = join(dataFolder, 'in-use');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const claim = await Claim.make(folder);
    try {
      await prevail(claim, folder, dataFolder);
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
async function prevail(claim: Claim, folder: string, dataFolder: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const waitFor = await othersToWaitFor(claim, folder, dataFolder);
    if (!waitFor) {
      claim.state = 'holding';
      return;
    }
    await delay(BETWEEN_TRIES_MS);
  }
  throw inUse(dataFolder, '', true);
}

/** Whether somebody who starts at the same time has yet to give way: the lower name goes first. */
async function othersToWaitFor(claim: Claim, folder: string, dataFolder: string): Promise<boolean> {
  let wait = false;
  for (const name of await readdir(folder)) {
    if (name === claim.name || name.startsWith('.')) continue;
    const rival: Rival = await lookAt(folder, name, claim);
    if (!rival.alive) await rm(join(folder, name), { force: true });
    else if (rival.state === 'starting' && claim.name < name) wait = true;
    else throw inUse(dataFolder, rival.pid, rival.local);
  }
  return wait;
}

function inUse(dataFolder: string, pid: string, local: boolean): FolderInUseError {
  const who = local ? `process ${pid} of this machine` : `process ${pid} of another machine`;
  const patience = local ? '' : ' If that machine is gone for good, start again in a minute.';
  return new FolderInUseError(
    `The data folder ${dataFolder} is in use by ${who}. One embedded database serves one process: stop the other one, ` +
      `give this one a folder of its own (SDP_DATA_DIR), or run several on one PostgreSQL (DATABASE_URL).${patience}`,
  );
}
