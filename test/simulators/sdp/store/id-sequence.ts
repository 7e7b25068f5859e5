/** The ids of one organisation: its six-digit number and a twelve-digit tail (reference E.2, E.3). */
export class IdSequence {
  private next = 300_001;

  constructor(readonly organisation: string) {}

  /** The id of a system row, whose tail is the same in every tenant. */
  system(tail: number): string {
    return this.organisation + String(tail).padStart(12, '0');
  }

  /** Fresh ids grow by two, as those of real tenants mostly do. */
  take(): string {
    const id = this.system(this.next);
    this.next += 2;
    return id;
  }
}
