import { format } from 'prettier';
import { startServerProcess } from '../support/server-process.js';

/** Of a server at its standard address that has an admin API: everything there is to describe. */
export const DESCRIBED_SERVER = {
  SDP_DATA_DIR: 'memory://',
  SDP_PUBLIC_URL: 'http://localhost:3456',
  SDP_ADMIN_TOKEN: 'only to be described',
  LOG_LEVEL: 'silent',
} as const;

/** docs/openapi.json, as the built server answers it. */
export async function openApiPage(): Promise<string> {
  const server = await startServerProcess(DESCRIBED_SERVER);
  try {
    return await openApiText(await (await fetch(`${server.url}/openapi.json`)).text());
  } finally {
    await server.stop();
  }
}

export function openApiText(answer: string): Promise<string> {
  return format(answer, { parser: 'json', printWidth: 120 });
}
