/** State of a person's connection to ServiceDesk Plus. */
export type ConnectionState = 'setup_required' | 'ready' | 'reauth_required';

/** What a person has to do before the same call can work; travels with the errors that need a person. */
export interface Guidance {
  readonly status: ConnectionState;
  readonly needsSetup: boolean;
  /** Web page on which the steps can be done. Holds no secret. */
  readonly setupUrl?: string;
  /** Numbered by position; plain sentences. */
  readonly steps?: readonly string[];
}

/** Text that may come from tickets and belongs to an error. It is cleaned and fenced where it is shown, and never logged. */
export interface Excerpt {
  /** Our own word for what it is, such as `preview`; its name in structured content. */
  readonly label: string;
  readonly text: string;
}

export interface AppErrorOptions extends ErrorOptions {
  /** Seconds, at least 1; sent as `Retry-After` as well. */
  readonly retryAfterSeconds?: number;
  readonly guidance?: Guidance;
  readonly excerpt?: Excerpt;
  /** Zoho scopes without which it cannot work; the set-up says with which steps they are added. */
  readonly missingScopes?: readonly string[];
}

/**
 * Base of every error this server raises on purpose. Anything else that reaches a boundary is a bug.
 *
 * `message` says what happened and `resolution` says the next step. Both are read by people and by models:
 * they are our own words and never hold a secret or text that came from a ticket.
 */
export abstract class AppError extends Error {
  /** Stable and machine-readable; tests, logs and clients match on it, never on `message`. */
  abstract readonly code: string;

  /** May the same call succeed later with nothing changed by the caller? */
  abstract readonly retryable: boolean;

  /** Status of the answer when the error leaves through plain HTTP. In MCP it leaves as a tool result. */
  abstract readonly httpStatus: number;

  /** The next step, one or two plain sentences. */
  abstract readonly resolution: string;

  readonly retryAfterSeconds?: number;
  readonly guidance?: Guidance;
  readonly excerpt?: Excerpt;
  readonly missingScopes?: readonly string[];

  constructor(
    message: string,
    { retryAfterSeconds, guidance, excerpt, missingScopes, ...options }: AppErrorOptions = {},
  ) {
    super(message, options);
    this.name = new.target.name;
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterSeconds));
    if (guidance !== undefined) this.guidance = guidance;
    if (excerpt !== undefined) this.excerpt = excerpt;
    if (missingScopes !== undefined) this.missingScopes = missingScopes;
  }
}
