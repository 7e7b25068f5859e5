/** What docs/CLIENTS.md says of a client beside its snippet; the snippets are the server's own. */
export interface ClientNotes {
  /** What to know before, if anything. */
  readonly before?: string;
  /** Where one sees that the client reached the server. */
  readonly check: string;
  readonly traps: readonly string[];
}

/** By the id of the snippet, in `src/oauth/client-snippets.ts`. */
export const CLIENT_NOTES: Readonly<Record<string, ClientNotes>> = {
  'claude-code': {
    check: 'Type `/mcp` in a conversation, or run `claude mcp list`: the server is listed as connected.',
    traps: [
      'The variables are read from the shell in which Claude Code was started. Set them there first.',
      'A variable that is not set arrives as the text `${SDP_CLIENT_ID}`. The server says so in its answer.',
      'An `env` block beside `url` is ignored: nothing in it leaves your machine.',
      'A server from `.mcp.json` has to be approved once; a refused one stays away without a word (`claude mcp reset-project-choices` asks again).',
    ],
  },
  'claude-code-command': {
    before: 'Writes the entry above into `.mcp.json` of the folder in which it is run.',
    check: 'Run `claude mcp get servicedesk-plus`.',
    traps: [
      'Keep the single quotes. With double quotes the shell writes the secret itself into the file.',
      'On Windows run it in PowerShell or Git Bash; `cmd.exe` does not know single quotes.',
    ],
  },
  'claude-code-sse': {
    before:
      'Only for releases without Streamable HTTP. HTTP+SSE is deprecated in MCP, and this server keeps it for them.',
    check: 'As above.',
    traps: ['Behind a proxy that buffers answers nothing arrives: use `/mcp`.'],
  },
  'claude-desktop': {
    before:
      'Settings, Developer, Edit Config opens the file: `~/Library/Application Support/Claude/` on macOS, `%APPDATA%\\Claude\\` on Windows. Claude Desktop starts a command, and mcp-remote, which is published by others, passes everything on to the server. Here, and only here, `env` is right: it is for the command.',
    check: 'Quit Claude Desktop wholly and start it again. The tools stand in the menu of the text field.',
    traps: [
      'Claude Desktop does not see the variables of your shell: write the two values into the file, which only you should be able to read.',
      '`npx` must be found by programs that are started from the desktop. If the log (`mcp-server-servicedesk-plus.log`) says `spawn npx ENOENT`, write the whole path of `npx`.',
      'No blank after the colon of a header: on Windows arguments are split at blanks.',
      'A server with plain http on another machine needs `--allow-http`; do that in a trusted network only.',
      'A forgotten login of an earlier try is kept in `~/.mcp-auth`: delete that folder when mcp-remote opens a browser.',
      'Settings, Connectors takes servers that can be reached from the internet, and header names of its own choice: send `Authorization: Basic` there.',
    ],
  },
  'claude-desktop-connect': {
    before:
      'The same file and a bridge that says in a sentence what is wrong. Install it once where Claude Desktop runs: `npm ci`, `npm run build` and `npm install --global .` in a checkout of this project.',
    check: 'As above.',
    traps: [
      'It takes `https://` addresses, and plain http on this machine only.',
      '`servicedesk-plus-mcp` must be found by programs that are started from the desktop, as `npx` above.',
    ],
  },
  cursor: {
    before: 'For one project: `.cursor/mcp.json` in its folder.',
    check: 'Settings, Tools & MCP: the server has a green dot and a number of tools.',
    traps: [
      'Variables are written `${env:NAME}` here. `${NAME}` arrives as it stands.',
      'Cursor reads the variables of the session it was started in: after setting them, quit it wholly, or start it from a shell that has them.',
      'An `env` block beside `url` is ignored.',
    ],
  },
  vscode: {
    before:
      'For all folders: the command “MCP: Open User Configuration”. VS Code asks for the values once and keeps them itself.',
    check: 'The command “MCP: List Servers” shows it as running; choose it for its log.',
    traps: [
      'The list stands under `servers` here, not under `mcpServers`.',
      'When a value was mistyped, edit it where it is asked: the line above the input in `mcp.json` offers it.',
      'A dialog about client registration means that the server answered 401: an access key of the server is missing.',
    ],
  },
  gemini: {
    check: 'Type `/mcp` in a conversation.',
    traps: [
      '`httpUrl` is Streamable HTTP. With `url` Gemini CLI speaks HTTP+SSE, for which the address ends in `/sse`.',
      'A settings file in a project (`.gemini/settings.json`) wins over the one in your home.',
    ],
  },
  codex: {
    check: 'Run `codex mcp list`, or type `/mcp` in a conversation.',
    traps: [
      '`headers` is ignored: names of variables stand in `env_http_headers`, values in `http_headers`.',
      'Codex reads the variables of the process it was started in. The desktop app and the editor extension do not see those of your shell.',
    ],
  },
  windsurf: {
    check: 'The MCP panel of Cascade shows the server after Refresh.',
    traps: ['The address stands under `serverUrl`.', 'Windsurf reads the variables of the session it was started in.'],
  },
  'copilot-studio': {
    before:
      'Copilot Studio sends one header of your choice from Microsoft’s cloud. So the two values go together as `Authorization: Basic`, and data center and portal come from the stored connection or from the server.',
    check: 'The tools appear under the MCP tool of the agent.',
    traps: [
      'With credentials of the maker, everybody who uses the agent works tickets as that one person. Let people bring their own connection.',
      'HTTP+SSE is no longer supported there.',
      'A good number of tools for an agent is below thirty: keep to the toolset `core`.',
    ],
  },
  'mcp-remote': {
    before: 'For any client that can only start a command. It runs until its input ends.',
    check: 'It prints “Proxy established successfully” on standard error.',
    traps: [
      'It expands `${NAME}` itself, from its own environment. Keep the single quotes.',
      'It uses a proxy only with `--enable-proxy`, and then reads `HTTPS_PROXY` and `NO_PROXY`.',
      'It tries HTTP first and then HTTP+SSE; `--transport http-only` keeps it to one.',
    ],
  },
};
