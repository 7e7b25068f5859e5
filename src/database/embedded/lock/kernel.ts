import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Eight hex digits for the running kernel: equal in all containers of a machine, different on another machine and
 * after a restart of this one. Where the system has no boot id, the host name stands in.
 */
export const kernelId = createHash('sha256').update(bootId()).digest('hex').slice(0, 8);

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  } catch {
    return hostname();
  }
}
