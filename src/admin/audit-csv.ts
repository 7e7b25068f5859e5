import type { AuditEvent } from '../audit/audit-event.entity.js';
import type { AuditFilter, AuditLog } from '../audit/audit-log.js';

const COLUMNS: Readonly<Record<string, (event: AuditEvent) => string | null>> = {
  at: ({ at }) => at.toISOString(),
  actor: ({ actor }) => actor,
  event: ({ event }) => event,
  subject: ({ subject }) => subject,
  outcome: ({ outcome }) => outcome,
  connection: ({ connectionId }) => connectionId,
  records: ({ recordIds }) => recordIds.join(' '),
  request: ({ requestId }) => requestId,
  replica: ({ replica }) => replica,
  id: ({ id }) => id,
};

/** Rows of one question to the database, and of one piece of the answer. */
const BATCH = 1_000;

/** All events of a filter, newest first, as CSV in pieces: however many there are, a batch of them is in memory. */
export async function* auditCsv(log: Pick<AuditLog, 'page'>, filter: AuditFilter): AsyncGenerator<string> {
  yield line(Object.keys(COLUMNS));
  for (let before = filter.before; ;) {
    const events = await log.page({ ...filter, before }, BATCH);
    const last = events.at(-1);
    if (!last) return;
    yield events.map((event) => line(Object.values(COLUMNS).map((cell) => cell(event) ?? ''))).join('');
    if (events.length < BATCH) return;
    before = last.id;
  }
}

/** A record of RFC 4180. */
function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** Spreadsheets take a cell that begins so for a formula (OWASP, CSV Injection); after an apostrophe it is text. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
