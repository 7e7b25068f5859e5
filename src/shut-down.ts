import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ServerLife } from './common/lifecycle/server-life.js';

/** Longest time for the calls in flight, once no new ones come. */
const LONGEST_CALLS_MS = 25_000;
/** Whatever hangs, the process is gone by then. */
export const LONGEST_END_MS = 44_000;

/**
 * Ends the server in order, so that a restart behind a load balancer fails no call. 25 s for calls, up to 10 s for
 * queries and the delay stay under the 45 s that an orchestrator should allow (`terminationGracePeriodSeconds`).
 *
 * @param delayMs how long new connections are still taken, until whoever routes here has seen that it should not
 */
export async function shutDown(app: NestFastifyApplication, delayMs: number): Promise<void> {
  // /health/ready answers 503, every answer says "Connection: close", and no job claims work any more.
  app.get(ServerLife).drain();
  await delay(delayMs);

  // Idle SSE streams end, the listener closes, and what is in flight ends or is cut; then jobs, and the pools, end.
  const server = app.getHttpServer();
  const overdue = setTimeout(() => server.closeAllConnections(), LONGEST_CALLS_MS);
  await app.close();
  clearTimeout(overdue);
}
