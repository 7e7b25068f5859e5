import { percentile } from '../../../bench/statistics.js';
import type { CallResult } from './tool-client.js';

/** Many calls, counted by what became of them. */
export class Tally {
  readonly results: CallResult[] = [];

  add(result: CallResult): void {
    this.results.push(result);
  }

  get total(): number {
    return this.results.length;
  }

  count(outcome: string): number {
    return this.results.filter((result) => result.outcome === outcome).length;
  }

  /** Calls that were not `ok`. */
  get failed(): number {
    return this.total - this.count('ok');
  }

  /** Milliseconds below which this share of the calls, of one outcome or all, were answered. */
  ms(share: number, outcome?: string): number {
    const chosen = this.results.filter((result) => outcome === undefined || result.outcome === outcome);
    return percentile(
      chosen.map(({ ms }) => ms),
      share,
    );
  }

  /** Such as `1000 ok, 3 SDP_UNAVAILABLE`. */
  toString(): string {
    const counts = new Map<string, number>();
    for (const { outcome } of this.results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const sorted = [...counts].sort(([, a], [, b]) => b - a);
    return sorted.map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'no calls';
  }
}
