import { confirm, input, password, select } from '@inquirer/prompts';
import { DATA_CENTERS } from '../../common/data-center.js';
import { UsageError } from '../cli.errors.js';
import type { CommandCall } from '../command.js';
import { readServerAddress } from '../server-address.js';
import type { Interview, SetupOptions } from './interview.js';

const LOCAL = 'http://localhost:3456';

/** Asks at the terminal for what flags and the environment do not say. Secrets are not shown while they are typed. */
export function promptedInterview({ args, options, env, terminal }: CommandCall<SetupOptions>): Interview {
  // Questions go to standard error: standard output is for what was asked for.
  const context = { input: terminal.input, output: terminal.errors };
  const secret = (message: string): Promise<string> =>
    password({ message, mask: '*', validate: (value) => value.trim() !== '' || 'It is needed.' }, context);

  return {
    server: async () =>
      args[0] ?? (await input({ message: 'Address of the server', default: LOCAL, validate: addressProblem }, context)),
    async person() {
      const SDP_DATA_CENTER =
        options.dataCenter ??
        env['SDP_DATA_CENTER'] ??
        (await select(
          {
            message: 'Your Zoho data center (the end of the address where you sign in)',
            choices: [{ name: "the server's own", value: '' }, ...DATA_CENTERS.map((value) => ({ value }))],
          },
          context,
        ));
      const SDP_PORTAL =
        options.portal ??
        env['SDP_PORTAL'] ??
        env['SDP_INSTANCE_NAME'] ??
        (await input({ message: 'Your portal, the part after /app/ (empty: the one the server uses)' }, context));
      const needed = (value: string): true | string => value.trim() !== '' || 'It is needed.';
      const SDP_CLIENT_ID =
        env['SDP_CLIENT_ID'] ||
        (await input({ message: 'Client ID of your Zoho Self Client', validate: needed }, context));
      const SDP_CLIENT_SECRET = env['SDP_CLIENT_SECRET'] || (await secret('Client Secret (not shown)'));
      const { SDP_ACCESS_KEY } = env;
      return {
        SDP_CLIENT_ID,
        SDP_CLIENT_SECRET,
        SDP_DATA_CENTER,
        SDP_PORTAL,
        ...(SDP_ACCESS_KEY !== undefined && { SDP_ACCESS_KEY }),
      };
    },
    accessKey: () => secret('The server asks for an access key of its own (not shown)'),
    wantsAnother: async () =>
      options.renew ??
      (await confirm(
        { message: 'Tokens are stored already. Hand over another grant token?', default: false },
        context,
      )),
    async grantToken(refused) {
      if (refused === undefined && env['SDP_GRANT_TOKEN']) return env['SDP_GRANT_TOKEN'];
      if (refused !== undefined) terminal.note(terminal.noteColors.red(refused));
      return secret('Grant token, the code that the console shows (not shown)');
    },
    choose: async (snippets) =>
      snippets.find(({ id }) => id === options.client) ??
      (await select(
        { message: 'Your MCP client', choices: snippets.map((value) => ({ name: value.title, value })) },
        context,
      )),
  };
}

function addressProblem(text: string): true | string {
  try {
    readServerAddress(text);
    return true;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
