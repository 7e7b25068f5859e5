import type { MonthOptions, MonthResult } from './month.js';
import type { Circumstance } from './tally.js';
import type { Happening } from './weather.js';

interface Promised {
  readonly promise: string;
  readonly measured: string;
  readonly holds: boolean;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;

/** What the month is to show. */
export function promisesOf({ tally, throttleBlocks }: MonthResult): Promised[] {
  const failedShare = tally.failedWhileUp / Math.max(1, tally.failedWhileUp + tally.refreshed);
  const up: readonly Circumstance[] = ['all well', 'just recovered'];
  const good = up.reduce((sum, circumstance) => sum + tally.share(circumstance) * tally.count(circumstance), 0);
  const total = up.reduce((sum, circumstance) => sum + tally.count(circumstance), 0);
  const line = (promise: string, measured: string, holds: boolean): Promised => ({ promise, measured, holds });
  return [
    line('99.9 % of tool calls succeed while Zoho is up', percent(good / Math.max(1, total)), good >= total * 0.999),
    line('under 1 % of refreshes fail while Zoho is up', percent(failedShare), failedShare < 0.01),
    line('nobody is sent through set-up wrongly', String(tally.wrongReauth), tally.wrongReauth === 0),
    line('Zoho never blocks because of us', String(throttleBlocks), throttleBlocks === 0),
    line('no manual action beyond true revocations', String(tally.needlessSetUps), tally.needlessSetUps === 0),
  ];
}

/** The report in Markdown. */
export function reportOf(result: MonthResult, options: MonthOptions): string {
  const { tally, happenings } = result;
  const rows = promisesOf(result).map(({ promise, measured, holds }) => [promise, measured, holds ? 'kept' : 'BROKEN']);
  const calls = [...tally.calls].map(([circumstance, { good, bad }]) => [
    circumstance,
    String(good + bad),
    String(good),
    percent(good / (good + bad)),
  ]);
  const failures = [...tally.failuresByCode].sort().map(([what, count]) => [what, String(count)]);
  const facts: [string, number][] = [
    ['refreshes that gave a token', tally.refreshed],
    ['refreshes that failed in outages of Zoho Accounts', tally.failedInOutage],
    ['refreshes that failed while it was up', tally.failedWhileUp],
    ...[...tally.refreshFailures].map(([code, count]): [string, number] => [`of these: ${code}`, count]),
    ['held back by our own meter', tally.heldBack],
    ['tokens dropped because another replica was first', tally.savesLost],
    ['connections that needed a person, rightly', tally.rightReauth],
    ['set-ups after a revocation', tally.setUpsAfterRevocation],
  ];
  return [
    '# A month in the life',
    '',
    `${options.days} days, ${options.people} people, ${options.replicas} replicas on one PostgreSQL, by a simulated clock;`,
    `seed ${options.seed}. Written by \`npm run month\`.`,
    '',
    `Happenings: ${counted(happenings)}.`,
    '',
    tableOf(['promise', 'measured', 'verdict'], rows),
    '',
    '## Calls by what the world was like when they began',
    '',
    tableOf(['circumstance', 'calls', 'succeeded', 'share'], calls),
    '',
    tableOf(['calls that failed: circumstance and code', 'count'], failures),
    '',
    '## Tokens',
    '',
    tableOf(
      ['what', 'count'],
      facts.map(([what, count]) => [what, String(count)]),
    ),
    '',
    'What is simplified: calls enter where the protocol hands them over, without sockets between client and server; the',
    'job runs every two simulated minutes rather than every fifteen seconds; circuits stay open for a share of a minute',
    'of real time; replicas are applications in one process, restarted in order. The chaos suite has real processes. A',
    'simulated second passes in two milliseconds while replicas work, so leases of thirty seconds end in the middle of',
    'slow work: that is where most of the dropped tokens come from.',
    '',
  ].join('\n');
}

function counted(happenings: readonly Happening[]): string {
  const counts = new Map<string, number>();
  for (const happening of happenings) {
    const what = happening.kind === 'outage' ? `outage of ${happening.of} (${happening.illness})` : happening.kind;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
