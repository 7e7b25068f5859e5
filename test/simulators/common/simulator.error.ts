/** A test or a person asked a simulator for something that makes no sense, such as a grant for an unknown client. */
export class SimulatorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}
