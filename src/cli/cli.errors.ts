import type { Outcome } from './exit-codes.js';

/** A command cannot do what it was asked. Its message is shown as it is: what is wrong and what to do, never a secret. */
export class CommandError extends Error {
  readonly outcome: Outcome = 'wrong';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The command line, or the environment in its place, asks for something that does not exist. */
export class UsageError extends CommandError {
  override readonly outcome = 'usage';
}
