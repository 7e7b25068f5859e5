/** One call as it arrived, and what became of it. */
export interface JournalEntry {
  /** Milliseconds since the epoch, by the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** After `/api/v3`, such as `/requests/123640000000300001/notes`. */
  readonly path: string;
  /** Stable name such as `requests.notes.add`; undefined when no operation has this path and method. */
  readonly operation: string | undefined;
  /** Mail address behind the token; undefined when the token was refused. */
  readonly user: string | undefined;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Did the call change what is stored, or send a mail? */
  readonly wrote: boolean;
  /** Parsed `input_data`; undefined when there was none or it could not be read. */
  readonly input: unknown;
}
