import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StartError } from './common/errors/start.error.js';
import { createLogger } from './common/logging/logger.js';
import { AppConfig } from './config/app-config.js';
import { createApp } from './create-app.js';

/** Longest time between the first signal and the end, however many calls are in flight. */
const DRAIN_MS = 25_000;

async function main(): Promise<void> {
  const config = AppConfig.fromEnv(process.env);
  const logger = createLogger(config.logLevel);
  const app = await createApp(config);
  stopOnSignals(app, logger);
  process.on('unhandledRejection', (error) => {
    logger.fatal({ error }, 'unhandled rejection');
    void stop(app, logger, 1);
  });
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as { port: number };
  logger.info({ event: 'listening', host: config.host, port, database: config.database.kind }, 'listening');
}

/** Ends after the calls in flight; a second signal ends at once. */
function stopOnSignals(app: NestFastifyApplication, logger: ReturnType<typeof createLogger>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      logger.info({ event: 'stopping', signal }, 'stopping');
      void stop(app, logger, 0);
    });
  }
}

async function stop(app: NestFastifyApplication, logger: ReturnType<typeof createLogger>, code: number): Promise<void> {
  const server = app.getHttpServer();
  const overdue = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
    logger.info({ event: 'stopped' }, 'stopped');
  } catch (error) {
    logger.error({ error }, 'the shutdown failed');
    code = 1;
  }
  clearTimeout(overdue);
  process.exit(code);
}

main().catch((error: unknown) => {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else createLogger('error').fatal({ error }, 'the server could not start');
  process.exit(1);
});
