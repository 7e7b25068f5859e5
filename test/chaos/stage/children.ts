import type { ChildProcess } from 'node:child_process';

const living = new Set<ChildProcess>();

// The last resort, where no clean-up ran: children do not outlive this process. SIGKILL also ends stopped ones.
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Watches over a child process until it ends. */
export function adopt<T extends ChildProcess>(child: T): T {
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

/** Ends it for certain and waits for that. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
