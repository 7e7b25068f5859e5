import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ENTRY = join(import.meta.dirname, '../../dist/src/main.js');

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process to its first ready answer. */
  readonly readyMs: number;
  /** Everything it printed so far. */
  output(): string;
  /** Sends the signal and waits for the end. @returns the exit code, null after SIGKILL */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts the built server (`npm run build`) as users start it, with an environment of its own, and waits until it
 * is ready. @throws Error with the server's output when it ends before.
 * @param onSpawn gets the process at once, for whoever must end it should the wait be cut short
 * @param command script and arguments
 */
export async function startServerProcess(
  env: NodeJS.ProcessEnv,
  readyWithinMs = 60_000,
  onSpawn: (child: ChildProcess) => void = () => undefined,
  command: readonly string[] = [ENTRY],
): Promise<ServerProcess> {
  const port = env['PORT'] ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, [...command], {
    env: { PATH: process.env['PATH'], PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onSpawn(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  let running = true;
  void ended.then(() => (running = false));

  while (!(await isReady(url))) {
    if (!running) throw new Error(`The server ended before it was ready:\n${output}`);
    if (performance.now() - started > readyWithinMs) {
      child.kill('SIGKILL');
      throw new Error(`The server was not ready within ${readyWithinMs} ms:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  return {
    url,
    child,
    readyMs: performance.now() - started,
    output: () => output,
    stop(signal = 'SIGTERM') {
      if (running) child.kill(signal);
      return ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
