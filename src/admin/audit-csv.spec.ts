import { describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { auditCsv } from './audit-csv.js';

const EVENT: AuditEvent = {
  id: '019a0000-0000-7000-8000-000000000001',
  at: new Date('2026-11-23T09:00:00Z'),
  actor: 'admin',
  event: 'circuit_reset',
  subject: 'sdp-api:us',
  outcome: 'ok',
  connectionId: null,
  recordIds: [],
  requestId: null,
  replica: 'host-1',
};

async function csvOf(events: readonly AuditEvent[]): Promise<string> {
  const log = {
    page: async ({ before }: { before?: string | undefined }, limit: number) =>
      events.filter(({ id }) => before === undefined || id < before).slice(0, limit),
  };
  let text = '';
  for await (const piece of auditCsv(log, {})) text += piece;
  return text;
}

describe('the audit as CSV', () => {
  it('has a line of names, and one for each event, that end as RFC 4180 says', async () => {
    expect(await csvOf([EVENT])).toBe(
      'at,actor,event,subject,outcome,connection,records,request,replica,id\r\n' +
        `2026-11-23T09:00:00.000Z,admin,circuit_reset,sdp-api:us,ok,,,,host-1,${EVENT.id}\r\n`,
    );
    expect((await csvOf([])).split('\r\n')).toHaveLength(2);
  });

  it('quotes what would end a cell or a line', async () => {
    const text = await csvOf([{ ...EVENT, subject: 'a,b', outcome: 'say "no"', requestId: 'x\r\ny' }]);

    expect(text).toContain(',"a,b","say ""no""",,,"x\r\ny",');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'makes text of %j, which is a formula to a sheet',
    async (subject) => {
      const cell = (await csvOf([{ ...EVENT, subject }])).split('circuit_reset,')[1]!;

      expect(cell).toMatch(/^"?'/);
    },
  );

  it('goes on through all events, a batch at a time', async () => {
    const id = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const events = Array.from({ length: 2_500 }, (_, index) => ({ ...EVENT, id: id(2_500 - index) }));

    const lines = (await csvOf(events)).trimEnd().split('\r\n').slice(1);

    expect(new Set(lines).size).toBe(2_500);
  });
});
