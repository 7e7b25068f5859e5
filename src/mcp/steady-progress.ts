/** @param total undefined when it is not known */
export type Progress = (done: number, total: number | undefined, message: string) => void;

/**
 * Passes on what a tool reports, and reports for it when it was silent for `everyMs`: clients that count silence as a
 * time-out go on waiting (the SDKs' `resetTimeoutOnProgress`). The figures only grow, as MCP asks of progress: those
 * in between lie between the last one and the next whole one.
 */
export class SteadyProgress {
  private done = 0;
  private total: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly send: Progress,
    private readonly everyMs: number,
  ) {
    this.wait();
  }

  readonly report: Progress = (done, total, message) => {
    if (this.timer === undefined || done <= this.done) return;
    this.done = done;
    this.total = total;
    this.send(done, total, message);
    this.wait();
  };

  /** To be called when the call has ended: nothing is sent afterwards. */
  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(halfWayToNext(this.done), this.total, 'Still working.'), this.everyMs);
  }
}

function halfWayToNext(done: number): number {
  return (done + Math.floor(done) + 1) / 2;
}
