import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';

const TOKEN = '1000.0123456789abcdef0123456789abcdef.fedcba9876543210fedcba9876543210';

function lines(act: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const written: string[] = [];
  act(createLogger('trace', { write: (line: string) => written.push(line) }));
  return written;
}

describe('a log line', () => {
  it('carries allowed fields and drops all others, whatever they hold', () => {
    const [line] = lines((logger) =>
      logger.info({ event: 'x', status: 200, clientSecret: 'canary', headers: { authorization: 'canary' } }, 'done'),
    );

    expect(JSON.parse(line!)).toMatchObject({ level: 'info', event: 'x', status: 200, message: 'done' });
    expect(line).not.toContain('canary');
  });

  it('masks tokens and credentials that got into a text', () => {
    const text = lines((logger) => {
      logger.warn(`refused ${TOKEN}`);
      logger.warn({ reason: `refresh_token=${TOKEN}&client_secret=hunter2` }, 'postgres://user:hunter2@db/x');
    }).join('');

    expect(text).not.toContain(TOKEN.slice(5, 30));
    expect(text).not.toContain('hunter2');
  });

  it('describes an error without its own fields and without secrets in its message or cause', () => {
    const cause = Object.assign(new Error(`sent ${TOKEN}`), { config: { headers: { authorization: 'canary' } } });
    const [line] = lines((logger) => logger.error({ error: new Error('outer', { cause }) }, 'failed'));

    expect(JSON.parse(line!).error).toMatchObject({ name: 'Error', message: 'outer', cause: { name: 'Error' } });
    expect(line).not.toContain('canary');
    expect(line).not.toContain(TOKEN.slice(5, 30));
  });

  it('stays one line when a text tries to forge another', () => {
    const written = lines((logger) => logger.info('a\n{"level":"fatal"}\u2028\u001b[31m'));

    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0]!).message).toBe('a {"level":"fatal"} [31m');
  });
});
