import type { CliCommand } from './command.js';
import { EXIT_CODES } from './exit-codes.js';

/** What stands below commander's own part of `--help`: variables, examples and how the process ends. */
export function helpAfter(command: Partial<CliCommand> = {}): string {
  const parts = [
    rows(
      'Environment:',
      (command.variables ?? []).map(({ name, meaning }) => [name, meaning]),
    ),
    (command.examples ?? []).length > 0 && `Examples:\n${examples(command)}`,
    rows(
      'Exit codes:',
      Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning]),
    ),
  ];
  return parts
    .filter(Boolean)
    .map((part) => `\n${part}`)
    .join('\n');
}

function rows(title: string, pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0) return '';
  const width = Math.max(...pairs.map(([name]) => name.length));
  return [title, ...pairs.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)].join('\n');
}

function examples({ examples = [] }: Partial<CliCommand>): string {
  return examples.map(({ does, line }) => `  # ${does}\n  ${line}`).join('\n\n');
}
