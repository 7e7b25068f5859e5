import { text } from 'node:stream/consumers';
import { UsageError } from '../cli.errors.js';
import type { CommandCall } from '../command.js';
import type { Interview, SetupOptions } from './interview.js';

/** Answers from flags, the environment and standard input. What is missing is told all at once. */
export function givenInterview({ args, options, env, terminal }: CommandCall<SetupOptions>): Interview {
  const { SDP_CLIENT_ID = '', SDP_CLIENT_SECRET = '', SDP_ACCESS_KEY, SDP_GRANT_TOKEN } = env;
  let handedOver = false;
  return {
    async server() {
      const missing = [
        args[0] === undefined && 'the address of the server, as an argument',
        SDP_CLIENT_ID === '' && 'SDP_CLIENT_ID in the environment',
        SDP_CLIENT_SECRET === '' && 'SDP_CLIENT_SECRET in the environment',
      ].filter((name) => name !== false);
      if (missing.length > 0) throw new UsageError(`Nobody is there to be asked. Give ${missing.join(', and ')}.`);
      return args[0] ?? '';
    },
    person: async () => ({
      SDP_CLIENT_ID,
      SDP_CLIENT_SECRET,
      SDP_DATA_CENTER: options.dataCenter ?? env['SDP_DATA_CENTER'] ?? '',
      SDP_PORTAL: options.portal ?? env['SDP_PORTAL'] ?? env['SDP_INSTANCE_NAME'] ?? '',
      ...(SDP_ACCESS_KEY !== undefined && { SDP_ACCESS_KEY }),
    }),
    accessKey: async () => undefined,
    wantsAnother: async () => options.renew === true,
    async grantToken() {
      if (handedOver) return undefined;
      handedOver = true;
      const given = SDP_GRANT_TOKEN ?? (terminal.input.isTTY ? '' : await text(terminal.input));
      return given.trim() || undefined;
    },
    choose: async (snippets) => snippets.find(({ id }) => id === (options.client ?? 'claude-code')),
  };
}
