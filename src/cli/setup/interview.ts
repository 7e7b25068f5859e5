import type { ClientSnippet } from '../../oauth/client-snippets.js';

/** What a person says of themselves, by the variables that hold the same for `connect`. */
export type Person = Readonly<Record<'SDP_CLIENT_ID' | 'SDP_CLIENT_SECRET', string>> &
  Readonly<Partial<Record<'SDP_DATA_CENTER' | 'SDP_PORTAL' | 'SDP_ACCESS_KEY', string>>>;

/** Where the set-up gets its answers from: a person at the terminal, or flags and the environment. */
export interface Interview {
  server(): Promise<string>;

  person(): Promise<Person>;

  /** Asked for when the server wants one and none was given; undefined when there is none to be had. */
  accessKey(): Promise<string | undefined>;

  /** The tokens are there: is another grant token to be handed over? */
  wantsAnother(): Promise<boolean>;

  /** undefined when there is none. @param refused why the last one did not do */
  grantToken(refused?: string): Promise<string | undefined>;

  /** Which of them to show. */
  choose(snippets: readonly ClientSnippet[]): Promise<ClientSnippet | undefined>;
}

export interface SetupOptions {
  readonly dataCenter?: string;
  readonly portal?: string;
  readonly client?: string;
  readonly json?: boolean;
  readonly renew?: boolean;
}
