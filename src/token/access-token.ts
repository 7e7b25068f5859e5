import { inspect } from 'node:util';

const MASKED = '[access token]';

/**
 * A bearer for SDP calls and the row's version it belongs to. Printing, inspecting, spreading or serializing it
 * shows no secret: `value` is a getter over a private field.
 */
export class AccessToken {
  readonly #value: string;

  constructor(
    value: string,
    /** Grows by one with every new token of a connection. */
    readonly version: number,
  ) {
    this.#value = value;
  }

  get value(): string {
    return this.#value;
  }

  toString(): string {
    return MASKED;
  }

  toJSON(): string {
    return MASKED;
  }

  [inspect.custom](): string {
    return MASKED;
  }
}
