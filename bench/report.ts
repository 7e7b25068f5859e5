export interface Row {
  readonly what: string;
  readonly measured: string;
  /** Empty where nothing is guarded. */
  readonly floor: string;
  readonly holds: boolean;
}

/** A table for people; Markdown, so that it can be pasted into an issue. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['what', 'measured', 'floor', 'verdict'],
    ...rows.map(({ what, measured, floor, holds }) => [
      what,
      measured,
      floor,
      floor === '' ? '' : holds ? 'ok' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}
