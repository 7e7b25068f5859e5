import { LRUCache } from 'lru-cache';
import { type SdpConnection, viewKey } from '../sdp-connection.js';

/**
 * Fields that portals demanded when a request was created with a template. No call tells them beforehand, so they are
 * learned from refusals; a request that was created without one of them takes it back. Told to people and never used to
 * refuse: SDP alone judges.
 */
export class DemandedFields {
  private readonly fields = new LRUCache<string, ReadonlySet<string>>({ max: 10_000 });

  /** @param template its name; empty for a request without one @returns SDP's field names */
  of(connection: SdpConnection, template: string): readonly string[] {
    return [...(this.fields.get(key(connection, template)) ?? [])];
  }

  refused(connection: SdpConnection, template: string, missing: readonly string[]): void {
    this.fields.set(key(connection, template), new Set([...this.of(connection, template), ...missing]));
  }

  /** @param given SDP's names of the fields that were written */
  created(connection: SdpConnection, template: string, given: readonly string[]): void {
    const still = this.of(connection, template).filter((name) => given.includes(name));
    this.fields.set(key(connection, template), new Set(still));
  }
}

function key(connection: SdpConnection, template: string): string {
  return `${viewKey(connection)} ${template}`;
}
