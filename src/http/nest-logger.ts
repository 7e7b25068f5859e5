import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { StartError } from '../common/errors/start.error.js';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Parts of Nest that report every module and route at start: of use to whoever debugs the wiring. */
const WIRING = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/**
 * Nest's logger over pino. `new Logger('Context').log({ event: 'x', … })` from @nestjs/common arrives here: an
 * object gives fields, a string the message, an Error its description.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log = (message: unknown, ...rest: unknown[]): void =>
    WIRING.has(rest.at(-1) as string) ? this.debug(message, ...rest) : this.info(message, ...rest);
  error = this.at('error');
  warn = this.at('warn');
  debug = this.at('debug');
  verbose = this.at('trace');
  fatal = this.at('fatal');

  private readonly info = this.at('info');

  private at(level: Level) {
    return (message: unknown, ...rest: unknown[]): void => {
      // Nest passes the context last, and for errors the stack before it.
      const last = rest.at(-1);
      const context = typeof last === 'string' && !last.includes('\n') ? { context: last } : {};
      // Nest logs it with its frames before main prints its sentence, which is all that an operator needs.
      if (message instanceof StartError) return;
      const error = message instanceof Error ? message : rest.find((item) => item instanceof Error);
      const fields = { ...context, ...(error ? { error } : {}) };
      if (typeof message === 'string') this.pino[level](fields, message);
      else if (message instanceof Error) this.pino[level](fields, 'unexpected error');
      else this.pino[level]({ ...(message as object), ...fields }, eventOf(message));
    };
  }
}

function eventOf(message: unknown): string {
  const event = (message as { event?: unknown } | null)?.event;
  return typeof event === 'string' ? event : '';
}
