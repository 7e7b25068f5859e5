import type { DataCenter } from '../../common/data-center.js';

/** What the snippets depend on. Never the secret: that stays a variable. */
export interface SnippetOptions {
  /** Address of this server, without a trailing slash. */
  readonly publicUrl: string;
  /** Left out when undefined: the stored connection or the server's default decides. */
  readonly dataCenter: DataCenter | undefined;
  readonly portal: string | undefined;
  /** True when `SDP_ACCESS_KEYS` is set: then every request needs a key of the server itself. */
  readonly needsAccessKey: boolean;
  /** Stands where a file has to hold values themselves; words in its place when undefined. */
  readonly clientId?: string | undefined;
}
