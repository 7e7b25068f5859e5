/** One running call per key: whoever comes while it runs shares its result. Nothing is kept once it ends. */
export class SingleFlight<T> {
  private readonly running = new Map<string, Promise<T>>();

  run(key: string, call: () => Promise<T>): Promise<T> {
    const present = this.running.get(key);
    if (present) return present;

    const started = call().finally(() => this.running.delete(key));
    this.running.set(key, started);
    return started;
  }
}
