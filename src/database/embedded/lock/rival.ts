import { stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { Claim, ClaimState } from './claim.js';
import { kernelId } from './kernel.js';

/** A living process has answered by then; one that is stopped or busy holds the folder all the same. */
const LONGEST_ANSWER_MS = 1_000;

/** Another process's claim on the folder, as far as it can be known from here. */
export type Rival =
  | { readonly alive: false }
  | { readonly alive: true; readonly pid: string; readonly local: boolean; readonly state: ClaimState };

/** Looks whether somebody stands behind the claim called `name`, which lies beside our own. */
export async function lookAt(name: string, own: Claim, deadAfterMs: number): Promise<Rival> {
  const [kernel = '', pid = '?'] = name.split('-');
  const local = kernel === kernelId;
  const file = await stat(join(own.folder, name)).catch(() => undefined);
  if (!file) return { alive: false };

  const address = file.isSocket() && local ? own.socketPath(name) : undefined;
  if (address !== undefined) {
    const state = await ask(address);
    return state ? { alive: true, pid, local, state } : { alive: false };
  }
  // Both times come from the file system's clock, so machines whose clocks differ agree.
  const silentMs = (await stat(own.path)).ctimeMs - file.ctimeMs;
  return silentMs > deadAfterMs ? { alive: false } : { alive: true, pid, local, state: 'holding' };
}

/** undefined when nobody listens any more. */
function ask(address: string): Promise<ClaimState | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(address);
    socket.setTimeout(LONGEST_ANSWER_MS, () => socket.destroy());
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
    });
    socket.on('close', () => resolve(text === ('starting' satisfies ClaimState) ? 'starting' : 'holding'));
  });
}
