/** One PostgreSQL backend that speaks the wire protocol through memory. */
export interface Backend {
  /**
   * Runs complete frontend messages and returns the backend's raw answer. Calls queue up and are answered in order.
   *
   * @throws the reason that {@link ended} gives, when the backend is of no more use.
   */
  exec(messages: Uint8Array): Promise<Uint8Array>;

  /** Resolves with the reason, once the backend is of no more use. Never rejects. */
  readonly ended: Promise<Error>;

  /** Gives the backend up at once, as a crash would: what was committed stays, what was not is lost. */
  fail(reason: Error): void;

  /** Lets running calls end, writes everything to disk and stops. */
  close(): Promise<void>;
}

/** What a backend needs to know to start. */
export interface BackendOptions {
  /** The cluster's folder, or undefined for one that lives in memory. */
  readonly folder?: string;
  /** File made by PGlite's `dumpDataDir`, from which a cluster in memory starts: some seconds sooner than by initdb. */
  readonly template?: string;
}
