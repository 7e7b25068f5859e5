import { setTimeout as wait } from 'node:timers/promises';

/** Answers to one question, gathered until all that are expected have come, or the time is up. */
export class PendingAsk<T> {
  private readonly answers = new Map<string, T>();
  private expected: readonly string[] | undefined;
  private readonly complete = new AbortController();

  take(from: string, answer: T): void {
    this.answers.set(from, answer);
    this.checkComplete();
  }

  /** Says whose answers to wait for; until then it is waited for as long as `gather` may. */
  expect(replicas: readonly string[]): void {
    this.expected = replicas;
    this.checkComplete();
  }

  /** What each expected replica, and any other that answered, has said; by name. Takes `patienceMs` at most. */
  async gather(patienceMs: number): Promise<[replica: string, answer: T | undefined][]> {
    await wait(patienceMs, undefined, { signal: this.complete.signal }).catch(() => undefined);
    const replicas = new Set([...(this.expected ?? []), ...this.answers.keys()]);
    return [...replicas].sort().map((replica) => [replica, this.answers.get(replica)]);
  }

  private checkComplete(): void {
    if (this.expected?.every((replica) => this.answers.has(replica))) this.complete.abort();
  }
}
