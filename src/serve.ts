import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StartError } from './common/errors/start.error.js';
import { createLogger } from './common/logging/logger.js';
import { AppConfig } from './config/app-config.js';
import { createApp } from './create-app.js';
import { LONGEST_END_MS, shutDown } from './shut-down.js';
import { startTracing, type Tracing } from './telemetry/tracing/start-tracing.js';

/** Ctrl-C reaches npm and its child, and npm passes it on as well: that is one wish, not two. */
const SAME_WISH_MS = 500;

/** Runs the server until a signal ends it. A reason not to start is told on standard error and ends the process with 1. */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await start(AppConfig.fromEnv(env));
  } catch (error) {
    if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
    else createLogger('error').fatal({ error }, 'the server could not start');
    process.exit(1);
  }
}

async function start(config: AppConfig): Promise<void> {
  const logger = createLogger(config.logLevel);
  const tracing = await startTracing(config);
  const app = await createApp(config);
  endInOrder({ app, tracing }, config, logger);
  await listen(app, config);
  const { port } = app.getHttpServer().address() as { port: number };
  logger.info({ event: 'listening', host: config.host, port, database: config.database.kind }, firstStep(config));
}

/** The port is taken, or not for this process. */
class ListenError extends StartError {}

/** @throws ListenError */
async function listen(app: NestFastifyApplication, { host, port }: AppConfig): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    await app.close();
    throw new ListenError(
      code === 'EADDRINUSE'
        ? `Port ${port} of ${host} is in use. Stop the other program, or set PORT to another one.`
        : `This process may not listen on port ${port} of ${host} (${code}). Set HOST and PORT to an address of this machine.`,
      { cause: error },
    );
  }
}

function firstStep({ setupMode, publicUrl }: AppConfig): string {
  return setupMode ? `listening: open ${publicUrl}/ to connect to ServiceDesk Plus` : 'listening';
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly tracing: Tracing;
}

/** Ends the process on a signal, or when the code has failed in a way nobody planned. A second signal ends it at once. */
function endInOrder({ app, tracing }: Running, config: AppConfig, logger: ReturnType<typeof createLogger>): void {
  const delayMs = config.drainDelaySeconds * 1_000;
  let endingSinceMs: number | undefined;

  const end = async (code: number, waitMs: number): Promise<void> => {
    endingSinceMs = performance.now();
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
    try {
      await shutDown(app, waitMs);
      await tracing.stop();
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
