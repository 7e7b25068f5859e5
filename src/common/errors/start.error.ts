/**
 * The server cannot start, for a reason that the operator can remove. Its message is shown as it is, without a
 * stack: it names what is wrong and what to do, and never a value.
 */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
