type Undo = () => Promise<unknown> | void;

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * What has to be undone when a scenario is over, however it ends: the last made is undone first, each once, and one
 * that fails does not keep the others from being undone.
 */
export class CleanUp {
  private readonly undos: { readonly what: string; readonly undo: Undo }[] = [];

  add(what: string, undo: Undo): void {
    this.undos.push({ what, undo });
  }

  async run(): Promise<void> {
    for (let next = this.undos.pop(); next; next = this.undos.pop()) {
      try {
        await next.undo();
      } catch (error) {
        process.stderr.write(`Clean-up of ${next.what}: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
}

/** Undoes everything on Ctrl-C and its kind, then ends the process. Returns the way to stop listening. */
export function cleanUpOnSignals(cleanUp: CleanUp): () => void {
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = () => void cleanUp.run().finally(() => process.exit(code));
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((stop) => stop());
}
