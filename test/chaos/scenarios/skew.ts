import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Reader } from '../load/reader.js';
import { expiresIn } from '../load/stored-token.js';
import { pollUntil } from '../stage/poll.js';
import { exactly, type Scenario } from '../scenario.js';

const FOLDERS = ['/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/local/lib'];

export const skew: Scenario = {
  id: 'T-1.9',
  promise: 'A replica whose clock is wrong sends no ended token and takes no traffic',
  longOnly: 'needs libfaketime',
  async run(stage) {
    const library = findFaketime();
    if (!library) return { skipped: 'libfaketime is not on this machine (Debian package faketime)' };
    const [skewed] = stage.replicas;
    const reader = await Reader.of(stage);
    const measurements = [];
    for (const offset of ['+90s', '-90s']) {
      const [person] = await stage.people(1);
      await skewed!.stop();
      // Its readiness is what is measured, so only its first sign of life is waited for.
      void skewed!.start({ LD_PRELOAD: library, FAKETIME: offset }).catch(() => undefined);
      await expiresIn(stage, 80, person!);
      await pollUntil('the replica lives', () => skewed!.isLive(), 60_000);
      measurements.push(exactly(`ready at ${offset}`, String(await skewed!.isReady()), 'false'));
      const { outcome } = await reader.read(person!, 1);
      measurements.push(exactly(`a call on another replica at ${offset}`, outcome, 'ok'));
      await skewed!.kill();
      await skewed!.start();
    }
    return { measurements };
  },
};

function findFaketime(): string | undefined {
  const folders = FOLDERS.flatMap((folder) => [folder, join(folder, 'faketime')]).filter((folder) =>
    existsSync(folder),
  );
  for (const folder of folders) {
    if (readdirSync(folder).includes('libfaketime.so.1')) return join(folder, 'libfaketime.so.1');
  }
  return undefined;
}
