import { randomBytes } from 'node:crypto';

/** PostgreSQL cuts `application_name` at 63 bytes; the mark of the bus and the random end need 26 of them. */
const LONGEST_HOST = 32;

/**
 * Name of this process among its replicas: the end of the host's name, which tells pods apart, and six random hex
 * digits, so that a restart is another replica. Letters, digits and `-` only.
 */
export function newReplicaId(hostname: string): string {
  const host = hostname.replace(/[^A-Za-z0-9-]/g, '-').slice(-LONGEST_HOST);
  return `${host || 'replica'}-${randomBytes(3).toString('hex')}`;
}

export const REPLICA_ID = /^[A-Za-z0-9-]{1,40}$/;
