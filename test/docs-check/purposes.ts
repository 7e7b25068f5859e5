/** What a fenced block of a document is for: the word after its language, and what checks it. */
export interface Purpose {
  readonly word: string;
  /** Whether and what stands after an equals sign. */
  readonly detail: string | undefined;
  readonly meaning: string;
}

/** The whole list. A block with another purpose, or none, fails; docs/CONTRIBUTING.md shows this table. */
export const PURPOSES: readonly Purpose[] = [
  {
    word: 'run',
    detail: undefined,
    meaning:
      'a test runs it in `sh` against a server with the simulators; it must end with 0. `http://localhost:3456` becomes the address of that server, `GRANT_TOKEN` a grant token, and `SDP_CLIENT_ID` and `SDP_CLIENT_SECRET` are set',
  },
  {
    word: 'output',
    detail: undefined,
    meaning: 'what the `run` block before it prints; `…` stands for anything',
  },
  {
    word: 'client',
    detail: 'id',
    meaning: 'the snippet of `src/oauth/client-snippets.ts` with this id, compared and connected with',
  },
  {
    word: 'test',
    detail: 'path',
    meaning:
      'the test file at this path reads the block from the document, which it names, and performs or compares it; a name for the block may follow',
  },
  {
    word: 'example',
    detail: 'reason',
    meaning: 'nobody runs it, for the reason given; its names are checked, and JSON, YAML and TOML must parse',
  },
];
