import type { Played } from './play.js';

const HEAD = ['id', 'promise', 'measured', 'verdict'] as const;

/** A line for each measurement; Markdown, so that it can stand in a document. */
export function table(played: readonly Played[]): string {
  const rows = played.flatMap(rowsOf);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
}

/** One scenario for the terminal, as soon as it is over. */
export function lines({ scenario, outcome, verdict, seconds }: Played): string {
  const head = `${verdict.padEnd(7)} ${scenario.id.padEnd(6)} ${scenario.promise} (${seconds.toFixed(0)} s)\n`;
  if ('skipped' in outcome) return `${head}          ${outcome.skipped}\n`;
  const rows = outcome.measurements.map(
    ({ what, measured, promised, holds }) =>
      `        ${holds ? ' ' : '!'} ${what}: ${measured}${promised === '' ? '' : ` (promised ${promised})`}\n`,
  );
  return head + rows.join('');
}

function rowsOf({ scenario, outcome, verdict }: Played): string[][] {
  const head = [scenario.id, scenario.promise];
  if ('skipped' in outcome) return [[...head, outcome.skipped, verdict]];
  return outcome.measurements.map(({ what, measured, promised, holds }, index) => [
    ...(index === 0 ? head : ['', '']),
    `${what}: ${measured}${promised === '' ? '' : ` (promised ${promised})`}`,
    promised === '' ? '' : holds ? 'kept' : 'BROKEN',
  ]);
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
