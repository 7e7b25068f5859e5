import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StartError } from './common/errors/start.error.js';
import { createLogger } from './common/logging/logger.js';
import { AppConfig } from './config/app-config.js';
import { createApp } from './create-app.js';
import { shutDown } from './shut-down.js';

/** Whatever hangs, the process is gone by then. */
const LONGEST_END_MS = 44_000;
/** Ctrl-C reaches npm and its child, and npm passes it on as well: that is one wish, not two. */
const SAME_WISH_MS = 500;

async function main(): Promise<void> {
  const config = AppConfig.fromEnv(process.env);
  const logger = createLogger(config.logLevel);
  const app = await createApp(config);
  endInOrder(app, config, logger);
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as { port: number };
  logger.info({ event: 'listening', host: config.host, port, database: config.database.kind }, 'listening');
}

/** Ends the process on a signal, or when the code has failed in a way nobody planned. A second signal ends it at once. */
function endInOrder(app: NestFastifyApplication, config: AppConfig, logger: ReturnType<typeof createLogger>): void {
  const delayMs = config.drainDelaySeconds * 1_000;
  let endingSinceMs: number | undefined;

  const end = async (code: number, waitMs: number): Promise<void> => {
    endingSinceMs = performance.now();
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
    try {
      await shutDown(app, waitMs);
      logger.info({ event: 'stopped' }, 'stopped');
      process.exit(code);
    } catch (error) {
      logger.error({ error }, 'the shutdown failed');
      process.exit(1);
    }
  };
  const onSignal = (signal: string, waitMs: number): void => {
    if (endingSinceMs === undefined) {
      logger.info({ event: 'stopping', signal }, 'stopping');
      void end(0, waitMs);
    } else if (performance.now() - endingSinceMs > SAME_WISH_MS) process.exit(1);
  };
  const onFailure = (event: string, error: unknown): void => {
    logger.fatal({ event, error }, 'a failure that nobody caught');
    if (endingSinceMs === undefined) void end(1, delayMs);
  };

  process.on('SIGTERM', () => onSignal('SIGTERM', delayMs));
  // Somebody sits at the terminal: nobody routes here.
  process.on('SIGINT', () => onSignal('SIGINT', 0));
  process.on('unhandledRejection', (error) => onFailure('unhandled_rejection', error));
  process.on('uncaughtException', (error) => onFailure('uncaught_exception', error));
}

main().catch((error: unknown) => {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else createLogger('error').fatal({ error }, 'the server could not start');
  process.exit(1);
});
