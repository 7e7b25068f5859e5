import type { AppConfig } from '../config/app-config.js';
import { request } from './http.js';

const ANY = ['0.0.0.0', '::', '[::]'];
const LONGEST_MS = 3_000;

/** What a server of ours says of itself at `/health`. */
export interface ServerHealth {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly version: string;
  readonly circuits: readonly { readonly name: string; readonly state: string }[];
}

/** Where the server of these settings is reached from this machine. */
export function localAddress({ host, port }: Pick<AppConfig, 'host' | 'port'>): string {
  const name = ANY.includes(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`;
}

/** undefined when another program answers there. @throws what `fetch` throws when nothing does */
export async function askHealth(base: string): Promise<ServerHealth | undefined> {
  const { body } = await request(`${base}/health`, { timeoutMs: LONGEST_MS });
  const { status, version, circuits } = (body ?? {}) as Partial<ServerHealth>;
  if (!status || typeof version !== 'string' || !Array.isArray(circuits)) return undefined;
  return { status, version, circuits };
}
