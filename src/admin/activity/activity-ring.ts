import { type Sample, sumOf } from './sample.js';

/** Length of a sample, in seconds. */
export const STEP_SECONDS = 10;
export const KEPT_SECONDS = 3_600;
/** Clocks of replicas differ by less, and a message takes less. */
const FURTHEST_SECONDS = 120;
/** Far above any cluster: whoever may use the database could make up names without end. */
const MOST_REPLICAS = 64;

/** What all replicas did in the last hour, as far as this one has heard. */
export class ActivityRing {
  /** By the end of the sample, in seconds since the epoch, and by replica. */
  private readonly samples = new Map<number, Map<string, Sample>>();

  /** Takes one replica's sample; drops what is not of now. */
  take(replica: string, at: number, sample: Sample, nowSeconds: number): void {
    if (at % STEP_SECONDS !== 0 || Math.abs(at - nowSeconds) > FURTHEST_SECONDS) return;
    const present = this.samples.get(at) ?? new Map<string, Sample>();
    if (!present.has(replica) && present.size >= MOST_REPLICAS) return;
    // A timer that was late once and in time afterwards ends two samples in one step.
    const former = present.get(replica);
    present.set(replica, former ? sumOf([former, sample]) : sample);
    this.samples.set(at, present);
    for (const old of this.samples.keys()) if (old <= nowSeconds - KEPT_SECONDS) this.samples.delete(old);
  }

  /** All that ended after `from` and up to `to`; undefined where nobody was heard. */
  between(from: number, to: number): Sample | undefined {
    const heard = [...this.samples].filter(([at]) => at > from && at <= to).flatMap(([, of]) => [...of.values()]);
    return heard.length === 0 ? undefined : sumOf(heard);
  }

  /** Those that are heard in the last hour. */
  replicas(): string[] {
    return [...new Set([...this.samples.values()].flatMap((of) => [...of.keys()]))].sort();
  }
}
