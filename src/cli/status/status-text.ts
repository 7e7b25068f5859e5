import { DateTime } from 'luxon';
import type { Terminal } from '../terminal.js';
import type { ClientStatus } from './client-status.js';

const STATES = {
  ready: { words: 'ready', color: 'green' },
  failing: { words: 'refreshes fail', color: 'yellow' },
  reauth_required: { words: 'needs a new grant token', color: 'red' },
} as const;

/** For people: a line that sums up, and a block per client. Times are told from `now`. */
export function statusText(
  clients: readonly ClientStatus[],
  { now, colors }: { readonly now: Date; readonly colors: Terminal['colors'] },
): string {
  if (clients.length === 0) return 'No client is stored: nobody has set up yet.';
  const blocks = clients.map((client) => {
    const { words, color } = STATES[client.state];
    const rows = rowsOf(client, (time) => relative(time, now)).map(([name, value]) => `  ${name.padEnd(14)}${value}`);
    return [`${colors.bold(client.id)}  ${colors[color](words)}`, ...rows].join('\n');
  });
  return [summary(clients), ...blocks].join('\n\n');
}

function summary(clients: readonly ClientStatus[]): string {
  const parts = Object.entries(STATES).flatMap(([state, { words }]) => {
    const count = clients.filter((client) => client.state === state).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return `${clients.length} ${clients.length === 1 ? 'client' : 'clients'}: ${parts.join(', ')}`;
}

function rowsOf(client: ClientStatus, when: (time: string | null) => string): [string, string][] {
  const { consecutiveFailures: failures, state } = client;
  const lastFailure = `last ${when(client.lastFailureAt)}${client.lastFailureCode ? ` (${client.lastFailureCode})` : ''}`;
  return [
    ['portal', `${client.portal ?? 'default portal'}, data center ${client.dataCenter}`],
    ...(state === 'reauth_required'
      ? ([['since', `${when(client.reauthAt)}${client.reauthReason ? ` (${client.reauthReason})` : ''}`]] as [
          string,
          string,
        ][])
      : []),
    ['access token', expiry(client.accessTokenExpiresAt, when)],
    ['next refresh', client.nextRefreshAt === null ? 'at its next use' : when(client.nextRefreshAt)],
    ['last refresh', when(client.lastRefreshedAt)],
    ['failures', failures === 0 ? 'none' : `${failures} in a row, ${lastFailure}`],
    ['last success', when(client.lastApiSuccessAt)],
    ['last use', when(client.lastUsedAt)],
  ];
}

function expiry(time: string | null, when: (time: string | null) => string): string {
  if (time === null) return 'none';
  const told = when(time);
  return told.endsWith('ago') ? `expired ${told}` : `expires ${told}`;
}

function relative(time: string | null, now: Date): string {
  if (time === null) return 'never';
  return DateTime.fromISO(time).toRelative({ base: DateTime.fromJSDate(now), locale: 'en' }) ?? time;
}
