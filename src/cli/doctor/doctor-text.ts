import type { Terminal } from '../terminal.js';
import type { Finding, Level } from './finding.js';

const COLORS = { ok: 'green', warn: 'yellow', fail: 'red', skip: 'dim' } as const;
const WIDTH = 16;

/** A line, and below it what to do. */
export function findingText(check: string, { level, message, todo }: Finding, colors: Terminal['colors']): string {
  const line = `${colors[COLORS[level]](level.padEnd(5))} ${check.padEnd(WIDTH)} ${message}`;
  return todo === undefined ? line : `${line}\n${' '.repeat(6 + WIDTH + 1)}${todo}`;
}

export function summaryText(findings: readonly Finding[]): string {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed, ${count('skip')} skipped`;
}
