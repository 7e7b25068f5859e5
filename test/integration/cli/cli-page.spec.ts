import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { CliCommand } from '../../../src/cli/command.js';
import { commands } from '../../../src/cli/commands/index.js';
import { cliPage } from '../../docs/cli-page.js';

/** Commands and those under them, by the words one types. */
function all(list: readonly CliCommand[], before = ''): [string, CliCommand][] {
  return list.flatMap((command) => {
    const path = `${before}${command.name}`;
    return [[path, command] as [string, CliCommand], ...all(command.commands ?? [], `${path} `)];
  });
}

it('docs/CLI.md is what npm run docs makes', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/CLI.md'), 'utf8');

  expect(page).toBe(await cliPage());
});

describe.each(all(commands).filter(([, { load }]) => load !== undefined))('the command %s', (path, command) => {
  it('shows examples that begin as it is typed', () => {
    const lines = command.examples?.map(({ line }) => line) ?? [];

    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(new RegExp(`servicedesk-plus-mcp ${path}( |$)`));
  });

  it('takes no secret as an argument', () => {
    const terms = [...(command.options ?? []), ...(command.arguments ?? [])].map(({ description, ...other }) =>
      'flags' in other ? other.flags : description,
    );

    // The name of a file that holds one is none.
    const values = terms.filter((term) => !/-file <\w+>$/.test(term));
    for (const term of values) expect(term).not.toMatch(/secret|token|password|key <|access-key/i);
  });
});
