import { SystemClock } from '../../common/time/clock.js';
import { AppConfig } from '../../config/app-config.js';
import type { RunCommand } from '../command.js';
import { readClients } from './client-sources.js';
import { statusText } from './status-text.js';

export interface StatusOptions {
  readonly json?: boolean;
}

export const runStatus: RunCommand<StatusOptions> = async ({ env, terminal, options }) => {
  const { source, clients } = await readClients(AppConfig.fromEnv(env), terminal);
  const now = new SystemClock().now();
  if (options.json) terminal.printJson({ source, checkedAt: now.toISOString(), clients });
  else terminal.print(statusText(clients, { now, colors: terminal.colors }));
  return clients.some(({ state }) => state === 'reauth_required') ? 'wrong' : 'fine';
};
