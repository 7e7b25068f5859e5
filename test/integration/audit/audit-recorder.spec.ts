import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditEvent } from '../../../src/audit/audit-event.entity.js';
import { AuditLog } from '../../../src/audit/audit-log.js';
import { AuditRecorder, type AuditRecorderParts } from '../../../src/audit/audit-recorder.js';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { requestContext } from '../../../src/common/logging/request-context.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/database.js';
import { FakeClock } from '../../support/fake-clock.js';

const ID = '7c0e2d0e-0f52-4c36-9d0a-1f8f0f4f6a01';
const proved: ServerEvent = { type: 'secret_proved', connectionId: ID };
const refused = (code: string): ServerEvent => ({ type: 'setup_failed', dataCenter: 'us', code });

describeOnEachDatabase('the audit recorder', (database) => {
  let own: TestDatabase;
  let clock: FakeClock;
  let events: ServerEvents;
  let log: AuditLog;
  let recorder: AuditRecorder | undefined;

  beforeAll(async () => {
    own = await database.create();
    log = new AuditLog(own.dataSource.getRepository(AuditEvent));
  });
  beforeEach(async () => {
    Logger.overrideLogger(false);
    await own.dataSource.query('TRUNCATE audit_events');
    clock = new FakeClock();
    events = new ServerEvents();
  });
  afterEach(() => recorder?.close());
  afterAll(() => own.close());

  function start(parts: Partial<AuditRecorderParts> = {}): AuditRecorder {
    recorder = new AuditRecorder({ log, events, clock, replicaId: 'here', ...parts });
    return recorder;
  }
  const outcomes = async () => (await log.page({}, 1_000)).map(({ outcome }) => outcome);

  /** A log that fails as often as it is told to. */
  function failing(times: number, error: unknown = new Error('down')) {
    return {
      left: times,
      async add(rows: readonly AuditEvent[]): Promise<void> {
        if (this.left-- > 0) throw error;
        await log.add(rows);
      },
    };
  }

  it('keeps thirty failures a minute of an address without a connection, three hundred of all, and everything of connections', async () => {
    const from = (address: string, event: ServerEvent) =>
      requestContext.run({ requestId: 'r', address }, () => events.emit(event));
    const recorder = start();
    for (let count = 0; count < 40; count += 1) from(`2001:db8::${count.toString(16)}`, refused('FLOOD'));
    await recorder.write();
    expect(await outcomes()).toHaveLength(30);

    for (let host = 0; host < 400; host += 1) from(`10.0.${host}.1`, refused('FLOOD'));
    for (let count = 0; count < 40; count += 1) from('10.0.0.1', proved);
    await recorder.write();
    expect(await outcomes()).toHaveLength(340);

    clock.advance(60_001);
    from('10.0.0.1', refused('A minute later'));
    await recorder.write();
    expect((await outcomes())[0]).toBe('A minute later');
  });

  it('writes what happened, when, in which request and on which replica', async () => {
    start();
    requestContext.run({ requestId: 'request-1' }, () =>
      events.emit({
        type: 'tool_called',
        tool: 'add_note',
        connectionId: ID,
        writes: true,
        outcome: 'ok',
        durationMs: 5,
      }),
    );
    await recorder!.write();

    expect(await log.page({}, 10)).toEqual([
      {
        id: expect.any(String),
        at: clock.now(),
        actor: 'person',
        event: 'tool_called',
        subject: 'add_note',
        outcome: 'ok',
        connectionId: ID,
        recordIds: [],
        requestId: 'request-1',
        replica: 'here',
      },
    ]);
  });

  it('does so by itself, and in order, newest first', async () => {
    start();
    for (let count = 0; count < 450; count += 1)
      events.emit({ type: 'secret_refused', connectionId: ID, code: `code-${count}` });
    while ((await outcomes()).length < 450) await new Promise((resolve) => setTimeout(resolve, 20));

    expect(await outcomes()).toEqual(Array.from({ length: 450 }, (_, index) => `code-${449 - index}`));
  });

  it('writes once what waited for a database that was down', async () => {
    start({ log: failing(2) });
    events.emit(proved);
    await recorder!.write();
    await recorder!.write();
    expect(await outcomes()).toEqual([]);

    await recorder!.write();
    expect(await outcomes()).toEqual(['ok']);
  });

  it('says once that the database is down, and again at the next outage', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const down = failing(3);
    const audit = start({ log: down });
    events.emit(proved);
    for (let tries = 3; tries > 0; tries -= 1) await audit.write();
    expect(warn).toHaveBeenCalledTimes(1);

    await audit.write();
    expect(await outcomes()).toEqual(['ok']);
    down.left = 2;
    events.emit(proved);
    for (let tries = 2; tries > 0; tries -= 1) await audit.write();
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('writes once what was written already when the answer was lost', async () => {
    let first = true;
    start({
      log: {
        async add(rows) {
          await log.add(rows);
          if (first) {
            first = false;
            throw new Error('the connection was lost');
          }
        },
      },
    });
    events.emit(proved);
    await recorder!.write();
    await recorder!.write();

    expect(await outcomes()).toEqual(['ok']);
  });

  it('keeps a bounded number, counts what it loses, and says so in the audit itself', async () => {
    start({ log: failing(1), mostWaiting: 3 });
    for (let count = 0; count < 8; count += 1) events.emit(refused(`code-${count}`));
    await recorder!.write();
    expect(recorder!.lostEvents).toBe(5);

    await recorder!.write();

    expect(await outcomes()).toEqual(['5_events_lost', 'code-2', 'code-1', 'code-0']);
    expect(recorder!.lostEvents).toBe(0);
  });

  it('is not held up for ever by a row that the table does not take', async () => {
    start();
    events.emit(refused('before'));
    events.emit({ type: 'secret_proved', connectionId: 'no uuid' });
    events.emit(refused('nul \u0000'));
    events.emit(refused('after'));
    await recorder!.write();

    expect(await outcomes()).toEqual(['2_events_lost', 'after', 'before']);
  });

  it('writes what waits before it closes', async () => {
    start();
    events.emit(proved);
    await recorder!.close();

    expect(await outcomes()).toEqual(['ok']);
  });

  it('bounds the ids of records', async () => {
    start();
    const recordIds = Array.from({ length: 120 }, () => '9'.repeat(100));
    events.emit({
      type: 'tool_called',
      tool: 'x',
      connectionId: ID,
      writes: true,
      outcome: 'ok',
      durationMs: 1,
      recordIds,
    });
    await recorder!.write();

    const [row] = await log.page({}, 1);
    expect(row!.recordIds).toHaveLength(100);
    expect(row!.recordIds[0]).toHaveLength(64);
  });

  it('fills a table in which nothing is ever changed', async () => {
    start();
    events.emit(proved);
    await recorder!.write();

    await expect(own.dataSource.query(`UPDATE audit_events SET outcome = 'better'`)).rejects.toThrow(/never changed/);
  });

  it('finds events by connection, event, actor, outcome and time, page by page', async () => {
    start();
    for (const code of ['one', 'two', 'three']) {
      events.emit(refused(code));
      clock.advance(60_000);
    }
    events.emit(proved);
    await recorder!.write();
    const found = async (filter: Parameters<AuditLog['page']>[0], limit = 10) =>
      (await log.page(filter, limit)).map(({ outcome }) => outcome);

    expect(await found({ connectionId: ID })).toEqual(['ok']);
    expect(await found({ event: 'setup_failed', outcome: 'two' })).toEqual(['two']);
    expect(await found({ actor: 'job' })).toEqual([]);
    expect(await found({ from: new Date(clock.nowMs() - 60_000), to: clock.now() })).toEqual(['three']);
    const [, last] = await log.page({}, 2);
    expect(await found({ before: last!.id }, 2)).toEqual(['two', 'one']);
  });
});
