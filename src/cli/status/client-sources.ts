import { FolderInUseError } from '../../database/database.errors.js';
import type { AppConfig } from '../../config/app-config.js';
import { pendingMigrations } from '../../database/pending-migrations.js';
import { toConnection } from '../../token/connection.mapper.js';
import { OAuthToken } from '../../token/oauth-token.entity.js';
import { CommandError } from '../cli.errors.js';
import { isMade, withDatabase } from '../database.js';
import { request } from '../http.js';
import { localAddress } from '../local-server.js';
import { explainNetworkFailure } from '../network-failure.js';
import type { Terminal } from '../terminal.js';
import { type ClientStatus, clientStatus } from './client-status.js';

export interface ClientList {
  /** Who was asked: the database itself, or the server that has it open. */
  readonly source: 'database' | 'server';
  readonly clients: readonly ClientStatus[];
}

/** Every stored client. An embedded database serves one process: while that runs, it is asked in its place. */
export async function readClients(config: AppConfig, terminal: Terminal): Promise<ClientList> {
  if (!isMade(config.database)) return { source: 'database', clients: [] };
  try {
    return { source: 'database', clients: await fromDatabase(config, terminal) };
  } catch (error) {
    if (error instanceof FolderInUseError) return { source: 'server', clients: await fromServer(config) };
    throw error;
  }
}

function fromDatabase(config: AppConfig, terminal: Terminal): Promise<ClientStatus[]> {
  return withDatabase({ config, terminal, entities: [OAuthToken], asItIs: true }, async (dataSource) => {
    if ((await pendingMigrations(dataSource)).length > 0) {
      throw new CommandError(
        'The database is older than this program. Start the server once, which brings it up to date, and ask again.',
      );
    }
    const rows = await dataSource.getRepository(OAuthToken).find({ order: { id: 'ASC' } });
    return rows.map((row) => clientStatus(toConnection(row)));
  });
}

async function fromServer(config: AppConfig): Promise<ClientStatus[]> {
  const base = localAddress(config);
  const [token] = config.adminTokens;
  if (token === undefined) {
    throw new CommandError(
      `The embedded database is in use by the running server, and serves one process. Start the server with SDP_ADMIN_TOKEN and set the same here, so that this command can ask it at ${base}; or stop the server first.`,
    );
  }
  const clients: ClientStatus[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Page = await askPage(base, token, after);
    clients.push(...page.clients.map(clientStatus));
    after = page.next;
  }
  return clients;
}

interface Page {
  readonly clients: readonly Parameters<typeof clientStatus>[0][];
  readonly next: string | null;
}

async function askPage(base: string, token: string, after: string): Promise<Page> {
  const query = after === '' ? '' : `&after=${after}`;
  const answer = await request(`${base}/admin/clients?limit=200${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  }).catch((error: unknown) => {
    throw new CommandError(`The server that uses the database: ${explainNetworkFailure(error, base).message}`);
  });
  if (answer.status === 200) return answer.body as Page;
  throw new CommandError(
    answer.status === 401 || answer.status === 404 || answer.status === 429
      ? `The server at ${base} does not accept SDP_ADMIN_TOKEN (HTTP ${answer.status}). Set the one it was started with.`
      : `The server at ${base} answered HTTP ${answer.status}. Look at its log.`,
  );
}
