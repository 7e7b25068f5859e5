import { type DestinationStream, type Logger, pino } from 'pino';
import { allowedFields, logText } from './log-fields.js';
import { currentRequestId } from './request-context.js';

/**
 * JSON lines on standard output: time, level, message, the request's id, and the fields of the allow-list.
 * Nothing else can get in: an unknown field is dropped rather than masked.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: allowedFields,
      },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
      hooks: {
        logMethod(args, method) {
          const safe = args.map((arg) => (typeof arg === 'string' ? logText(arg) : arg)) as Parameters<typeof method>;
          method.apply(this, safe);
        },
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}
