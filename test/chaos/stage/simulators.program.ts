import { startSimulators } from '../../simulators/simulators.js';
import { commandsOf } from './simulator-commands.js';

interface Question {
  readonly id: number;
  readonly command: string;
  readonly args: readonly unknown[];
}

/** The simulators as a process: asked over IPC, and gone with whoever asks. */
const simulators = await startSimulators();
const commands = commandsOf(simulators) as Record<string, (...args: readonly unknown[]) => unknown>;

process.on('message', ({ id, command, args }: Question) => {
  try {
    process.send?.({ id, answer: commands[command]?.(...args) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.once('disconnect', () => process.exit(0));
process.send?.({ id: 0, answer: 'ready' });
