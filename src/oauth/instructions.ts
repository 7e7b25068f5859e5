import type { DataCenter, DataCenterHosts } from '../common/data-center.js';
import { mcpJson } from './snippets/claude-snippets.js';
import { setupCommand } from './snippets/setup-command.js';
import type { SnippetOptions } from './snippets/snippet-options.js';

/** What the steps depend on. */
export interface InstructionOptions extends SnippetOptions {
  readonly dataCenter: DataCenter;
  /** Did the person or their stored connection choose the data center? Otherwise it is the server's default. */
  readonly dataCenterIsChosen: boolean;
  readonly hosts: DataCenterHosts;
  /** Comma-separated, without blanks, as the console wants it. */
  readonly scopes: string;
}

/** The scope string as the console and the consent page take it (zoho.com/accounts, "Self Client"). */
export function scopeString(scopes: readonly string[]): string {
  return scopes.join(',');
}

/**
 * How to get a grant token and hand it over; numbered by position. Ten minutes is the longest life the console
 * offers; the three it proposes are often over before the token is pasted.
 */
export function grantTokenSteps(options: InstructionOptions): string[] {
  const { hosts, scopes, dataCenter, dataCenterIsChosen } = options;
  const elsewhere = dataCenterIsChosen
    ? ''
    : ` This is the console of the data center ${dataCenter}; if your account belongs to another one, set the header X-SDP-Data-Center first.`;
  return [
    `Open ${hosts.consoleUrl} and sign in with the account that you use in ServiceDesk Plus.${elsewhere}`,
    'Open the Self Client whose Client ID is in your MCP configuration (if there is none yet: ADD CLIENT, Self Client, CREATE).',
    `In the tab Generate Code, paste exactly this as Scope: ${scopes}`,
    'Choose 10 minutes as Time Duration, write anything as Scope Description and press CREATE. If the console asks for a portal, choose the one of your service desk.',
    'Copy the code, which is your grant token, and give it to your assistant within the ten minutes: the tool complete_setup takes it. After that the same call works, without reconnecting.',
    `Without an assistant, put the code in the place of GRANT_TOKEN in this command: ${setupCommand(options)}`,
  ];
}

/**
 * What to change so that credentials arrive at all.
 *
 * @param placeholders headers that arrived with an unexpanded variable
 */
export function credentialsSteps(options: InstructionOptions, placeholders: readonly string[]): string[] {
  const variables = `${placeholders.join(' and ')} arrived with a variable that your MCP client did not fill in: set the variable where the client is started, or write the value itself.`;
  const snippet = mcpJson(options.dataCenterIsChosen ? options : { ...options, dataCenter: undefined });
  return [
    ...(placeholders.length > 0 ? [variables] : []),
    'Move the Client ID and Client Secret from env to headers: an env block of an sse or http entry never leaves your machine, because MCP clients read env only for servers that they start as a command.',
    `Write the entry in .mcp.json like this, where SDP_CLIENT_ID and SDP_CLIENT_SECRET are variables of your environment:\n${snippet}`,
    `If you have no Client ID yet, open ${options.hosts.consoleUrl} and choose ADD CLIENT, Self Client, CREATE: the tab Client Secret shows both values.`,
    'Restart your MCP client, then call any tool: it says what is left to do.',
  ];
}
