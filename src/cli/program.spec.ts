import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { runProgram } from './program.js';
import { Terminal } from './terminal.js';

async function run(...args: string[]) {
  const output = new PassThrough();
  const errors = new PassThrough();
  const terminal = new Terminal({ input: new PassThrough(), output, errors }, {});
  const outcome = await runProgram(args, { env: {}, terminal });
  return { outcome, printed: String(output.read() ?? ''), noted: String(errors.read() ?? '') };
}

describe('the command line', () => {
  it('prints help where it was asked for, and says how a command ends', async () => {
    const { outcome, printed, noted } = await run('--help');

    expect(outcome).toBe('fine');
    expect(printed).toContain('serve');
    expect(printed).toMatch(/Exit codes:[^]*\b0\b[^]*\b1\b[^]*\b2\b/);
    expect(noted).toBe('');
  });

  it.each([[['nix']], [['serve', '--nix']], [[]]])(
    'takes %j for bad usage and says so beside the output',
    async (args) => {
      const { outcome, printed, noted } = await run(...args);

      expect(outcome).toBe('usage');
      expect(printed).toBe('');
      expect(noted).toContain('--help');
    },
  );

  it('writes no colours into a file or a pipe', async () => {
    expect((await run('nix')).noted).not.toContain('\u001b');
  });
});
