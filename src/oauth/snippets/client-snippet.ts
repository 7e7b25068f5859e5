/** How to connect one MCP client: an entry to paste, a command to run, or steps to follow. */
export interface ClientSnippet {
  /** Stable; documents and pages refer to it. */
  readonly id: string;
  /** The client, and the way when it has more than one: "Claude Desktop, through mcp-remote". */
  readonly title: string;
  /** What `text` is. Steps are numbered lines of plain text. */
  readonly kind: 'json' | 'toml' | 'shell' | 'steps';
  /** Where the text goes, as people write the path; undefined for commands and steps. */
  readonly file: string | undefined;
  /** Ready to use; secrets are variables, or words in the place of a value. */
  readonly text: string;
  /** Opens the client and adds the entry there, after the person agreed; undefined where the client has no such link. */
  readonly link: string | undefined;
}

/** The name under which clients list this server. */
export const SERVER_NAME = 'servicedesk-plus';

/** As people write JSON into a file. */
export function jsonText(value: object): string {
  return JSON.stringify(value, null, 2);
}
